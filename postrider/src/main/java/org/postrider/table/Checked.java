package org.postrider.table;

import static org.postrider.table.TableParams.SMTPUTF8_ENABLE;

import java.util.Base64;
import java.util.Optional;
import org.postrider.text.Latin1;

/// A table as its caller sees it: folds keys, refuses what is not UTF-8, decodes values that came from files.
record Checked(Opening opening, Table table) implements Table {
    private static final String MALFORMED = "malformed UTF-8 or invalid codepoint";

    @Override public Answer lookup(String key) {
        var use = opening.use();
        boolean ascii = Fold.isAscii(key);
        if (!ascii && wantsUtf8() && !Fold.isUtf8(key)) {
            opening.log().warning(opening.shown() + ": non-UTF-8 key \"" + key + "\": " + MALFORMED);
            return ABSENT;
        }
        // debug tables tell of the key as it came; the table behind folds it
        boolean fold = use.fold() && !table.hasPatterns() && !opening.type().equals("debug");
        String folded = !fold ? key : ascii || !wantsUtf8() ? Latin1.lower(key) : Fold.key(key);
        var answer = table.lookup(folded);
        return answer instanceof Answer.Found(String value) ? checked(key, value) : answer;
    }

    private Answer checked(String key, String value) {
        if (!Fold.isAscii(value) && wantsUtf8() && !Fold.isUtf8(value)) {
            opening.log().warning(opening.shown() + ": key \"" + key + "\": non-UTF-8 value \"" + value + "\": "
                + MALFORMED);
            return new Answer.Unavailable(opening.spec() + ": value is not UTF-8");
        }
        return opening.use().files() ? decoded(key, value) : new Answer.Found(value);
    }

    private boolean wantsUtf8() {
        return opening.use().utf8() && opening.tables().settings().get(SMTPUTF8_ENABLE);
    }

    private Answer decoded(String key, String value) {
        try {
            if (value.length() % 4 != 0) throw new IllegalArgumentException("padding");
            return new Answer.Found(Latin1.of(Base64.getDecoder().decode(Latin1.bytes(value))));
        } catch (IllegalArgumentException malformed) {
            String why = "malformed BASE64 value: " + value.substring(0, Math.min(30, value.length()));
            opening.log().warning("table " + opening.shown() + ": key " + key + ": " + why);
            return new Answer.Unavailable(why);
        }
    }

    /// Entries as they are, values decoded. One that cannot be is left out, with a warning.
    Optional<Listed> listed() {
        return Listed.of(table).map(inner -> new Listed() {
            @Override public Answer lookup(String key) {
                return Checked.this.lookup(key);
            }

            @Override public void list(Visitor visitor) {
                inner.list((key, value) -> {
                    if (!opening.use().files()) visitor.entry(key, value);
                    else if (decoded(key, value) instanceof Answer.Found(String content)) visitor.entry(key, content);
                });
            }
        });
    }

    @Override public boolean mayHave(byte[] text, int from, int to) {
        return table.mayHave(text, from, to);
    }

    @Override public boolean hasPatterns() {
        return table.hasPatterns();
    }
}
