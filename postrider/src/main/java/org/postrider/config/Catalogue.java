package org.postrider.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
        static Entry of(String line) {
            String[] field = line.split("\t", -1);
            return new Entry(field[0], Param.Kind.valueOf(field[1]), field[2], field[3],
                Origin.valueOf(field[4].toUpperCase(Locale.ROOT)), !field[5].isEmpty(), field[6], field[7]);
        }
    }

    private static final String RESOURCE = "catalogue.tsv";
    private static final Catalogue ALL = new Catalogue(load());

    private final Map<String, Entry> entries;

    private Catalogue(Map<String, Entry> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    public static Catalogue get() {
        return ALL;
    }

    private static Map<String, Entry> load() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            String text = Latin1.of(in.readAllBytes());
            var entries = new LinkedHashMap<String, Entry>(2048);
            for (int at = 0, end = text.indexOf('\n'); end >= 0; at = end + 1, end = text.indexOf('\n', at)) {
                var entry = Entry.of(text.substring(at, end));
                entries.put(entry.name(), entry);
            }
            return entries;
        } catch (IOException damaged) {
            throw new UncheckedIOException("the program's own " + RESOURCE + " cannot be read", damaged);
        }
    }

    public Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /// All entries, sorted by name as bytes.
    public Collection<Entry> all() {
        return entries.values();
    }
}
