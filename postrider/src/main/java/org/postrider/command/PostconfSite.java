package org.postrider.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postrider.config.ConfigException;
import org.postrider.config.Configuration;
import org.postrider.config.Expansion;
import org.postrider.config.LocalMachine;
import org.postrider.config.LogicalLines;
import org.postrider.config.MainCf;

/// One configuration folder as postconf(1) looks at it.
final class PostconfSite {
    /// A master.cf entry with its own settings, which go before those of main.cf.
    ///
    /// @param valid the names of its settings that the operator made up and something mentions
    record Scope(PostconfEntry entry, Map<String, String> settings, Set<String> valid) {
        private Optional<String> value(String name) {
            String program = entry.command().substring(entry.command().lastIndexOf('/') + 1);
            return switch (name) {
                case "process_name" -> Optional.of(program);
                case "service_name" -> Optional.of(entry.service());
                default -> Optional.ofNullable(settings.get(name));
            };
        }
    }

    private final Wanted wanted;
    private final Messages messages;
    private final Configuration configuration;
    private final Map<String, String> written;
    private final List<Scope> scopes;
    private final PostconfNames names;

    private PostconfSite(Wanted wanted, Messages messages, MainCf mainCf, List<PostconfEntry> entries) {
        this.wanted = wanted;
        this.messages = messages;
        this.configuration = Configuration.of(wanted.directory, mainCf, new LocalMachine(messages.name()));
        this.written = mainCf.values();
        this.names = new PostconfNames(entries);
        this.scopes = new ArrayList<>();
        for (var entry : entries) scopes.add(new Scope(entry, new HashMap<>(entry.settings()), new HashSet<>()));
    }

    /// What to read of a folder.
    ///
    /// @param given        whether the caller named the folder
    /// @param defaultsOnly leaves main.cf aside
    /// @param needsMaster  whether a missing master.cf is an error
    /// @param overrides    `name=value`, each
    record Wanted(String directory, boolean given, boolean defaultsOnly, boolean needsMaster, List<String> overrides) {}

    static PostconfSite read(Wanted wanted, Messages messages) {
        String path = wanted.directory + "/main.cf";
        var earlier = wanted.given ? Map.of("config_directory", wanted.directory) : Map.<String, String>of();
        var mainCf = wanted.defaultsOnly ? MainCf.parse(path, "", Map.of()) : MainCf.read(path, earlier);
        mainCf.warnings().forEach(messages::warning);
        if (!wanted.defaultsOnly) mainCf = mainCf.with(PostconfOverrides.of(wanted.overrides));
        var entries = entries(wanted, messages);
        return new PostconfSite(wanted, messages, mainCf, entries);
    }

    private static List<PostconfEntry> entries(Wanted wanted, Messages messages) {
        String path = wanted.directory + "/master.cf";
        try {
            return entries(path, MainCf.content(path), messages);
        } catch (ConfigException missing) {
            if (wanted.needsMaster || !missing.getMessage().startsWith("open ")) throw missing;
            messages.warning(missing.getMessage());
            return List.of();
        }
    }

    private static List<PostconfEntry> entries(String path, String text, Messages messages) {
        var entries = new ArrayList<PostconfEntry>();
        var lines = new LogicalLines(path, text);
        for (var line = lines.next(); line.isPresent(); line = lines.next())
            try {
                entries.add(PostconfEntry.of(line.get().text(), messages));
            } catch (ConfigException bad) {
                throw new ConfigException("file " + path + ": line " + line.get().number() + ": " + bad.getMessage(),
                    lines.warnings());
            }
        lines.warnings().forEach(messages::warning);
        return entries;
    }

    String directory() {
        return wanted.directory;
    }

    Messages messages() {
        return messages;
    }

    PostconfNames names() {
        return names;
    }

    List<Scope> scopes() {
        return scopes;
    }

    Configuration configuration() {
        return configuration;
    }

    /// The settings of main.cf, in the order of the file.
    Map<String, String> written() {
        return written;
    }

    /// The unexpanded value of a parameter: from the entry, from main.cf, or the default.
    ///
    /// @param onlySet leaves the default out
    Optional<String> value(String name, Optional<Scope> scope, boolean onlySet) {
        if (!wanted.defaultsOnly) {
            var own = scope.flatMap(one -> one.value(name));
            if (own.isPresent()) return own;
            if (written.containsKey(name)) return Optional.of(written.get(name));
        }
        return onlySet || !names.isKnown(name) ? Optional.empty() : Optional.of(fallback(name));
    }

    /// The default of a known name.
    String fallback(String name) {
        return names.serviceDefault(name).or(() -> configuration.fallback(name)).orElse("");
    }

    /// @throws CommandException after a warning that says what is wrong
    String expand(String text, Optional<Scope> scope) {
        try {
            return Expansion.expand(text, new Expansion.Names() {
                @Override public String value(String name) {
                    return PostconfSite.this.value(name, scope, false).orElse("");
                }

                @Override public boolean isFinal(String name) {
                    return PostconfNames.isRaw(name);
                }
            });
        } catch (ConfigException bad) {
            messages.warning(bad.getMessage());
            throw new CommandException("macro processing error");
        }
    }
}
