package org.postrider.net;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.postrider.text.Latin1;

/// Lists of names and values between programs, in Postfix's two ways to write them.
public enum Attributes {
    /// `name NUL value NUL ... NUL`: between Postfix's own programs, and what monitoring reads from `public/showq`.
    NULL_TERMINATED('\0', '\0'),
    /// `name=value LF ... LF`: policy servers.
    PLAIN('=', '\n');

    /// A list with more attributes, or more bytes, is an attack or a mistake; Postfix's own limit is the same number.
    static final int MOST = 1024;
    static final int LONGEST = 1 << 20;

    private final char afterName;
    private final char afterValue;

    Attributes(char afterName, char afterValue) {
        this.afterName = afterName;
        this.afterValue = afterValue;
    }

    /// What came of reading a list.
    public sealed interface Answer {
        /// In the order in which they came; of a name that came twice, the first.
        record Complete(SequencedMap<String, String> values) implements Answer {}

        record Malformed(String why) implements Answer {}

        /// The wire ended before the list did.
        record None(Ending ending) implements Answer {}
    }

    /// Writes a whole list; nothing is sent yet.
    public void write(Wire wire, SequencedMap<String, String> values) {
        writePart(wire, values);
        wire.write(String.valueOf(afterValue));
    }

    /// Writes a part of a list, that another part or a whole one continues.
    public void writePart(Wire wire, SequencedMap<String, String> values) {
        values.forEach((name, value) -> wire.write(harmless(name) + afterName + harmless(value) + afterValue));
    }

    /// What a client says must never look like the end of a value and the start of the next attribute.
    private static String harmless(String text) {
        return text.indexOf('\0') < 0 && text.indexOf('\n') < 0 ? text : text.replace('\0', '?').replace('\n', '?');
    }

    /// Reads up to the end of a list. The braces that Postfix puts around groups are dropped.
    public Answer read(Wire wire) {
        var values = new LinkedHashMap<String, String>();
        for (int bytes = 0;;) {
            var first = token(wire, LONGEST - bytes);
            if (!(first instanceof Line.Whole(String text, boolean _))) return noList(first);
            if (text.isEmpty()) return new Answer.Complete(values);
            bytes += text.length() + 1;
            if (text.equals("{") || text.equals("}")) continue;
            if (values.size() == MOST) return new Answer.Malformed("attribute count exceeds limit " + MOST);
            var second = this == PLAIN ? valueIn(text) : token(wire, LONGEST - bytes);
            if (!(second instanceof Line.Whole(String value, boolean _))) return noList(second);
            if (this == NULL_TERMINATED) bytes += value.length() + 1;
            values.putIfAbsent(this == PLAIN ? text.substring(0, text.indexOf(afterName)) : text, value);
        }
    }

    private Line valueIn(String text) {
        int equals = text.indexOf(afterName);
        return equals < 0 ? new Line.Piece("missing value for string attribute " + text)
            : new Line.Whole(text.substring(equals + 1), false);
    }

    private static Answer noList(Line instead) {
        return switch (instead) {
            case Line.None(Ending ending) -> new Answer.None(ending);
            case Line.Piece(String why) -> new Answer.Malformed(why);
            case Line.Whole _ -> throw new IllegalStateException("this was a token");
        };
    }

    /// Everything before the end of a value, which is taken too. As a wire has room for so much only, a long value is
    /// collected on the side.
    private Line token(Wire wire, int most) {
        var text = new StringBuilder();
        while (text.length() <= most) {
            int end = wire.position();
            while (end < wire.limit() && wire.buffer()[end] != afterValue) end++;
            boolean found = end < wire.limit();
            int length = end - wire.position();
            text.append(Latin1.of(wire.buffer(), wire.position(), length));
            wire.consume(found ? length + 1 : length);
            if (found) return new Line.Whole(text.toString(), false);
            if (!wire.fill()) return new Line.None(wire.ending().orElseGet(Ending.Closed::new));
        }
        return new Line.Piece("attribute list of more than " + LONGEST + " bytes");
    }
}
