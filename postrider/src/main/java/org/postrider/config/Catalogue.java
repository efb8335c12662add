package org.postrider.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postrider.text.Latin1;

/// Every parameter name that Postfix's manual knows, with type and default: also those that nothing here honours.
///
/// What this program honours is said by its [Param]s; the two are kept in agreement by a test.
public final class Catalogue {
    /// Where a name comes from.
    public enum Origin {
        /// `postconf -d` shows it.
        BUILTIN,
        /// Has no use of its own, but other defaults refer to it.
        LEGACY,
        /// `transport_...`: stands for a name per transport.
        TEMPLATE,
        /// Of a Postfix newer than the one that this program follows.
        NEWER,
        /// No Postfix of these days has it.
        REMOVED
    }

    /// One name.
    ///
    /// @param least    lower bound as Postfix has it: of the number, the seconds or the length; empty for none
    /// @param most     upper bound, empty for none
    /// @param everyone whether Postfix reads it at the start of each of its programs
    /// @param since    the Postfix version that brought it, empty for the first
    /// @param fallback the default, unexpanded; empty where the machine decides
    public record Entry(String name, Param.Kind kind, String least, String most, Origin origin, boolean everyone,
                        String since, String fallback) {
        /// A parameter of this name, type and bounds, to check a value with.
        Param<?> param() {
            var bounds = new Bounds(least.isEmpty() ? Long.MIN_VALUE : Long.parseLong(least),
                most.isEmpty() ? Long.MAX_VALUE : Long.parseLong(most));
            return switch (kind) {
                case TIME -> Param.time(name, fallback, bounds, since, "");
                case NUMBER -> Param.number(name, fallback, bounds, since, "");
                case SIZE -> Param.size(name, fallback, bounds, since, "");
                case BOOLEAN -> Param.yesNo(name, fallback, since, "");
                case TEXT -> new Param<>(name, fallback, kind, bounds, since, "", "", Types::text);
                case RAW -> Param.raw(name, fallback, since, "");
            };
        }

        static Entry of(String line) {
            String[] field = line.split("\t", -1);
            return new Entry(field[0], Param.Kind.valueOf(field[1]), field[2], field[3],
                Origin.valueOf(field[4].toUpperCase(Locale.ROOT)), !field[5].isEmpty(), field[6], field[7]);
        }
    }

    private static final String RESOURCE = "catalogue.tsv";
    private static final Catalogue ALL = new Catalogue(load());

    /// One line per name, sorted by name as bytes. Most callers want few of them, so they are cut up when asked for.
    private final String text;

    private Catalogue(String text) {
        this.text = text;
    }

    public static Catalogue get() {
        return ALL;
    }

    private static String load() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            return Latin1.of(in.readAllBytes());
        } catch (IOException damaged) {
            throw new UncheckedIOException("the program's own " + RESOURCE + " cannot be read", damaged);
        }
    }

    public Optional<Entry> find(String name) {
        int low = 0, high = text.length();
        while (low < high) {
            int start = text.lastIndexOf('\n', (low + high) / 2 - 1) + 1, tab = text.indexOf('\t', start);
            int order = name.compareTo(text.substring(start, tab));
            int end = text.indexOf('\n', tab);
            if (order == 0) return Optional.of(Entry.of(text.substring(start, end)));
            if (order < 0) high = start;
            else low = end + 1;
        }
        return Optional.empty();
    }

    /// All entries, sorted by name as bytes.
    public List<Entry> all() {
        var entries = new ArrayList<Entry>();
        for (int at = 0, end = text.indexOf('\n'); end >= 0; at = end + 1, end = text.indexOf('\n', at))
            entries.add(Entry.of(text.substring(at, end)));
        return entries;
    }
}
