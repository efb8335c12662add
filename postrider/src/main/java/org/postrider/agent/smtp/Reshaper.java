package org.postrider.agent.smtp;

import java.util.Optional;
import org.postrider.address.AddressList;
import org.postrider.agent.smtp.OutputChecks.Ruling;
import org.postrider.message.HeaderName;
import org.postrider.message.MimeTrouble;
import org.postrider.message.MimeWalk;
import org.postrider.message.MimeWalk.Section;
import org.postrider.smtp.ContentWriter;
import org.postrider.status.Why;
import org.postrider.text.Bytes;
import org.postrider.text.Folding;
import org.postrider.text.Latin1;

/// Changes one message's content on its way out: headers by checks and generic maps, bodies by checks, and eight-bit
/// text into quoted-printable (RFC 2045 section 6.7) for servers that take no other. Used by one thread.
final class Reshaper implements MimeWalk.Sink {
    private static final String ENCODING = "Content-Transfer-Encoding: ";

    private final Reshaping rules;
    private final OutputChecks.Subject subject;
    private final boolean downgrade;
    private final ContentWriter out;
    private final Generic.Trouble trouble = new Generic.Trouble();
    private final Lines lines;
    private final QuotedPrintable printable;
    /// Headers of the present block were seen, its body was not.
    private boolean inHead;
    private boolean composite;
    private boolean eightBit;
    private boolean encoding;

    Reshaper(Reshaping rules, OutputChecks.Subject subject, boolean downgrade, ContentWriter out) {
        this.rules = rules;
        this.subject = subject;
        this.downgrade = downgrade;
        this.out = out;
        printable = new QuotedPrintable(this::line);
        lines = new Lines(rules.line(), this::checkedLine);
    }

    /// What went wrong; the message must not be sent then.
    Optional<Why> trouble() {
        return trouble.first();
    }

    /// The content is over.
    void finish() {
        printable.finish();
        lines.finish();
    }

    // ---- headers

    @Override public void header(Section section, HeaderName name, byte[] bytes, int length) {
        if (!inHead) newHead();
        if (downgrade) note(name, bytes, length);
        if (downgrade && eightBit && name == HeaderName.CONTENT_TRANSFER_ENCODING) return;
        String text = Latin1.of(bytes, 0, length);
        switch (rules.checks().header(section, text, subject)) {
            case Ruling.Keep() -> put(section, name, text);
            case Ruling.Drop() -> { }
            case Ruling.Replace(String other) -> put(section, name, other);
            case Ruling.Prepend(String line) -> {
                write(line);
                put(section, name, text);
            }
            case Ruling.Unknown() -> trouble.note(subject.unknown());
        }
    }

    private void newHead() {
        inHead = true;
        composite = eightBit = encoding = false;
        printable.finish();
    }

    private void note(HeaderName name, byte[] bytes, int length) {
        if (name == HeaderName.CONTENT_TYPE) {
            String type = Latin1.lower(value(name, bytes, length));
            composite = type.startsWith("multipart/") || type.startsWith("message/");
        } else if (name == HeaderName.CONTENT_TRANSFER_ENCODING) {
            String word = Latin1.lower(value(name, bytes, length));
            eightBit = word.startsWith("8bit") || word.startsWith("binary");
        }
    }

    private static String value(HeaderName name, byte[] bytes, int length) {
        int start = name.label().length() + 1;
        return Latin1.of(bytes, start, length - start).strip();
    }

    private void put(Section section, HeaderName name, String text) {
        boolean addresses = name.holds() == HeaderName.Holds.SENDERS || name.holds() == HeaderName.Holds.RECIPIENTS;
        write(section == Section.PRIMARY && addresses && !rules.generic().isEmpty() ? mapped(text) : text);
    }

    /// A header that is not changed by mapping stays as it is, to the byte.
    private String mapped(String text) {
        int colon = text.indexOf(':');
        var changed = new boolean[1];
        var list = AddressList.parse(text.substring(colon + 1), rules.tokens()).rewrite(address -> {
            var other = rules.generic().map(address, trouble);
            changed[0] |= !other.equals(address);
            return other;
        });
        return changed[0] ? Folding.indent(Folding.fill(text.substring(0, colon) + ": " + list.lines())) : text;
    }

    private void write(String text) {
        byte[] bytes = Latin1.bytes(text + "\n");
        out.write(bytes, 0, bytes.length);
    }

    @Override public void headEnd() {
        // what is missing goes in when the empty line comes: other blocks of headers have no other end
    }

    // ---- bodies

    @Override public void body(byte[] bytes, int offset, int length, long at) {
        if (inHead) endHead();
        else if (at == 0) {
            // a boundary: it belongs to no part
            encoding = false;
            printable.finish();
        } else if (encoding) {
            printable.write(bytes, offset, length);
            return;
        }
        line(bytes, offset, length);
    }

    private void endHead() {
        inHead = false;
        if (!eightBit) return;
        write(ENCODING + (composite ? "7bit" : "quoted-printable"));
        encoding = !composite;
    }

    private void line(byte[] bytes, int offset, int length) {
        if (rules.checks().looksAtBodies()) lines.write(bytes, offset, length);
        else out.write(bytes, offset, offset + length);
    }

    /// @param end whether the line ends here
    private void checkedLine(String text, boolean end) {
        switch (rules.checks().body(text, subject)) {
            case Ruling.Keep() -> line(text, end);
            case Ruling.Drop() -> { }
            case Ruling.Replace(String other) -> line(other, end);
            case Ruling.Prepend(String before) -> {
                line(before, true);
                line(text, end);
            }
            case Ruling.Unknown() -> trouble.note(subject.unknown());
        }
    }

    private void line(String text, boolean end) {
        byte[] bytes = Latin1.bytes(end ? text + "\n" : text);
        out.write(bytes, 0, bytes.length);
    }

    @Override public void trouble(MimeTrouble kind, byte[] bytes, int offset, int length) {
        trouble.note(Why.of("5.6.0", kind.text()));
    }

    /// Puts lines together that come in pieces.
    private static final class Lines {
        private final int limit;
        private final Sink sink;
        private final StringBuilder held = new StringBuilder();

        interface Sink {
            void line(String text, boolean end);
        }

        Lines(int limit, Sink sink) {
            this.limit = limit;
            this.sink = sink;
        }

        void write(byte[] bytes, int offset, int length) {
            int end = offset + length;
            for (int at = offset; at < end; ) {
                int stop = Math.min(end, at + limit - held.length());
                int lf = Bytes.indexOf(bytes, (byte) '\n', at, stop);
                held.append(Latin1.of(bytes, at, (lf < 0 ? stop : lf) - at));
                if (lf >= 0 || held.length() >= limit) {
                    sink.line(held.toString(), lf >= 0);
                    held.setLength(0);
                }
                at = lf < 0 ? stop : lf + 1;
            }
        }

        void finish() {
            if (!held.isEmpty()) sink.line(held.toString(), false);
            held.setLength(0);
        }
    }
}
