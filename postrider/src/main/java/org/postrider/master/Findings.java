package org.postrider.master;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postrider.config.ConfigException;
import org.postrider.config.Configuration;
import org.postrider.config.Words;
import org.postrider.log.LogSink;
import org.postrider.log.Severity;
import org.postrider.table.TableException;

/// What a look at the configuration has brought up, each once, in the order found. A complaint of a service that does
/// not say where the reason is gets the file and line of the setting that it mentions.
final class Findings implements LogSink {
    private static final String WORD_ENDS = " \t\"':=,()";

    private final Configuration configuration;
    /// The row of master.cf that is looked at, as messages begin with it, and the names that it sets itself.
    private String where = "";
    private Set<String> names = Set.of();
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    Findings(Configuration configuration) {
        this.configuration = configuration;
    }

    /// Does a part of the work; when that ends early, the reason is one more finding.
    void attempt(Runnable work) {
        attempt("", work);
    }

    /// @param where file and line that the work is about, as messages begin with it
    void attempt(String where, Runnable work) {
        try {
            work.run();
        } catch (ConfigException | TableException bad) {
            problem(where.isEmpty() || setting(bad.getMessage()).isPresent() ? placed(bad.getMessage())
                : where + bad.getMessage());
        }
    }

    /// The same for a row of master.cf; complaints about what it sets itself get its place.
    void attempt(String where, Set<String> names, Runnable work) {
        this.where = where;
        this.names = names;
        attempt(where, work);
        this.where = "";
        this.names = Set.of();
    }

    /// @param text with its place
    void problem(String text) {
        problems.add(text);
    }

    /// @param text with its place
    void warning(String text) {
        warnings.add(text);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    List<String> warnings() {
        var only = new ArrayList<>(warnings);
        only.removeAll(problems);
        return only;
    }

    /// Services that are made to see whether they can be say here what is wrong.
    @Override public void write(Severity severity, String tag, long number, String text) {
        switch (severity) {
            case DEBUG, INFO -> { }
            case WARNING, ERROR, FATAL, PANIC -> {
                boolean spare = severity == Severity.WARNING
                    && text.startsWith(configuration.directory() + "/master.cf");
                if (isOfOperator(text) && !spare) problem(placed(text));
                else warning(placed(text));
            }
        }
    }

    /// Whether main.cf or master.cf has what is complained of, and not a default.
    private boolean isOfOperator(String text) {
        return text.startsWith(configuration.directory()) || setting(text).isPresent()
            || names.stream().anyMatch(name -> mentions(text, name));
    }

    private String placed(String text) {
        if (text.startsWith(configuration.directory() + "/ma")) return text;
        if (names.stream().anyMatch(name -> mentions(text, name))) return where + text;
        return setting(text).map(name -> configuration.place(name)
            + (text.startsWith("parameter " + name + ":") ? "" : name + ": ") + text).orElse(text);
    }

    private static boolean mentions(String text, String name) {
        return Words.split(text, WORD_ENDS).contains(name);
    }

    /// The setting that a complaint is about: one whose name it has, else one that names the table or file it has.
    Optional<String> setting(String text) {
        var own = configuration.mainCf().settings().values().stream().filter(one -> one.line() > 0).toList();
        var words = Set.copyOf(Words.split(text, WORD_ENDS));
        for (var one : own) if (words.contains(one.name())) return Optional.of(one.name());
        for (var one : own)
            for (String word : Words.list(value(one.value()))) {
                String file = word.substring(word.lastIndexOf(':') + 1);
                int colon = word.indexOf(':');
                boolean named = colon > 0 && (text.contains(word) || text.endsWith(": " + word.substring(0, colon)))
                    || file.startsWith("/")
                    && (words.contains(file) || words.stream().anyMatch(other -> other.startsWith(file + ".")));
                if (named) return Optional.of(one.name());
            }
        return Optional.empty();
    }

    private String value(String text) {
        try {
            return configuration.settings().expand(text);
        } catch (ConfigException _) {
            return text;
        }
    }
}
