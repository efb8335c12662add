package org.postrider.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.text.Latin1;

/// What a main.cf says, unexpanded. A later setting of the same name wins.
///
/// @param path     the file's name as messages show it
/// @param settings by name, in the order of the file
/// @param warnings what an operator should hear about the file, worded for a log
public record MainCf(String path, Map<String, Setting> settings, List<String> warnings) {
    /// @param line of the file, from 1; 0 when it was not the file that said so
    public record Setting(String name, String value, int line) {}

    public MainCf {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        warnings = List.copyOf(warnings);
    }

    /// Reads the file.
    ///
    /// @param path    one char per byte
    /// @param earlier settings that hold unless the file has its own
    /// @throws ConfigException naming file and line
    public static MainCf read(String path, Map<String, String> earlier) {
        return parse(path, content(path), earlier);
    }

    /// @param path how messages call the text
    /// @throws ConfigException naming file and line
    public static MainCf parse(String path, String text, Map<String, String> earlier) {
        var settings = new LinkedHashMap<String, Setting>();
        earlier.forEach((name, value) -> settings.put(name, new Setting(name, value, 0)));
        var warnings = new ArrayList<String>();
        var lines = new LogicalLines(path, text);
        int heard = 0;
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            var said = lines.warnings();
            warnings.addAll(said.subList(heard, said.size()));
            heard = said.size();
            var setting = setting(path, line.get(), warnings);
            var old = settings.put(setting.name(), setting);
            if (old != null && !old.value().equals(setting.value()))
                warnings.add(path + ", line " + setting.line() + ": overriding earlier entry: "
                    + setting.name() + "=" + old.value());
        }
        warnings.addAll(lines.warnings().subList(heard, lines.warnings().size()));
        return new MainCf(path, settings, warnings);
    }

    private static Setting setting(String path, LogicalLines.Line line, List<String> warnings) {
        try {
            var pair = NameValue.of(line.text());
            return new Setting(pair.name(), pair.value(), line.number());
        } catch (ConfigException bad) {
            throw new ConfigException(path + ", line " + line.number() + ": " + bad.getMessage() + ": \""
                + line.text() + "\"", warnings);
        }
    }

    /// The text of a configuration file, one char per byte.
    ///
    /// @throws ConfigException worded as open(2) failing
    public static String content(String path) {
        try {
            return Latin1.of(Files.readAllBytes(Path.of(Latin1.toUnicode(path))));
        } catch (IOException failed) {
            boolean folder = Files.isDirectory(Path.of(Latin1.toUnicode(path)));
            throw new ConfigException((folder ? "read " : "open ") + path + ": "
                + (folder ? "Is a directory" : reason(failed)));
        }
    }

    private static String reason(IOException failed) {
        return switch (failed) {
            case NoSuchFileException _ -> "No such file or directory";
            case AccessDeniedException _ -> "Permission denied";
            default -> String.valueOf(failed.getMessage());
        };
    }

    /// The same with other values for some names.
    public MainCf with(Map<String, String> overrides) {
        var all = new LinkedHashMap<>(settings);
        overrides.forEach((name, value) -> all.put(name, new Setting(name, value, 0)));
        return new MainCf(path, all, warnings);
    }

    /// The same without what it says of some names.
    public MainCf without(Collection<String> names) {
        var all = new LinkedHashMap<>(settings);
        all.keySet().removeAll(names);
        return new MainCf(path, all, warnings);
    }

    /// What the file says of this name, unexpanded; empty when it says nothing.
    public Optional<String> value(String name) {
        return Optional.ofNullable(settings.get(name)).map(Setting::value);
    }

    /// All settings as [Settings] take them.
    public Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        settings.forEach((name, setting) -> values.put(name, setting.value()));
        return values;
    }
}
