package org.postrider.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postrider.text.Latin1;

/// What there is to say of Postfix's parameters that no room declares: why setting one has no effect here, and its
/// manual text. Type, bounds and default are in the [Catalogue].
///
/// A room that begins to honour one declares it as a [Param], and its line here goes; a test fails while both exist.
/// Some lines have no reason: names that work without a [Param] of their own, because another one's default refers to
/// them or because they stand for a name per transport.
public final class Unhonoured {
    /// @param reason why it has no effect; empty where it has
    /// @param quiet  whether nobody needs to be warned, because no mail goes another way for it
    /// @param doc    manual text
    public record Entry(String name, String reason, boolean quiet, String doc) {}

    private static final String RESOURCE = "unhonoured.tsv";
    private static final String NO_REASON = "-";
    private static final String QUIET = "~";

    private final Map<String, Entry> entries;

    private Unhonoured(Map<String, Entry> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    /// Reads the program's own file; costs a millisecond or so, which most runs don't need.
    public static Unhonoured load() {
        try (InputStream in = Unhonoured.class.getResourceAsStream(RESOURCE)) {
            return of(Latin1.of(in.readAllBytes()));
        } catch (IOException damaged) {
            throw new UncheckedIOException("the program's own " + RESOURCE + " cannot be read", damaged);
        }
    }

    /// @param text lines `name TAB reason TAB doc`; a reason that many have is `@key`, which a line of that name in
    ///             front of all others explains; `~` before a reason makes it quiet
    static Unhonoured of(String text) {
        var reasons = new LinkedHashMap<String, String>();
        var entries = new LinkedHashMap<String, Entry>();
        reasons.put(NO_REASON, "");
        for (int at = 0, end = text.indexOf('\n'); end >= 0; at = end + 1, end = text.indexOf('\n', at)) {
            String[] field = text.substring(at, end).split("\t", -1);
            if (field[0].startsWith("@")) reasons.put(field[0], field[1]);
            else entries.put(field[0], entry(field, reasons));
        }
        return new Unhonoured(entries);
    }

    private static Entry entry(String[] field, Map<String, String> reasons) {
        boolean quiet = field[1].startsWith(QUIET);
        String reason = quiet ? field[1].substring(QUIET.length()) : field[1];
        return new Entry(field[0], reasons.getOrDefault(reason, reason), quiet, field[2]);
    }

    public Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /// All entries by name, sorted by name as bytes.
    public Map<String, Entry> all() {
        return entries;
    }
}
