package org.postrider.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.postrider.config.MasterCf.Choice;
import org.postrider.config.MasterCf.Row;
import org.postrider.config.MasterCf.Type;
import org.postrider.config.MasterCf.Wakeup;

/// One logical line of a master.cf on its way to a [Row]. Fields are checked in their order, as master(8) does.
final class MasterFields {
    /// The switches of a service that take a value.
    private static final String WITH_VALUE = "imnorst";
    private static final String DEFAULT = "-";

    private final String path;
    private final int line;
    private final List<String> words;
    private int at;

    MasterFields(String path, LogicalLines.Line line) {
        this.path = path;
        this.line = line.number();
        this.words = Words.braced(line.text(), Words.SPACE);
    }

    /// `service/type`.
    String key() {
        if (words.size() < 2) throw error("missing \"transport type\" field");
        return words.get(0) + "/" + words.get(1);
    }

    ConfigException error(String problem) {
        return new ConfigException(path + ": line " + line + ": " + problem);
    }

    Row row() {
        String service = word("service name");
        var type = type();
        boolean isPrivate = choice("private") != Choice.NO;
        if (type == Type.INET && isPrivate) throw error("inet service cannot be private");
        boolean unprivileged = choice("unprivileged") != Choice.NO;
        var chroot = choice("chroot");
        var wakeup = wakeup();
        var limit = limit();
        String command = word("command");
        if (command.equals(DEFAULT)) throw error("field \"command\" has no default value");
        return with(new Row(service, type, isPrivate, unprivileged, chroot, wakeup, limit, command, List.of(), Map.of(),
            List.of(), line));
    }

    private String word(String field) {
        if (at == words.size()) throw error("missing \"" + field + "\" field");
        return words.get(at++);
    }

    private Type type() {
        String word = word("transport type");
        if (word.equals(DEFAULT)) throw error("field \"transport type\" has no default value");
        for (var one : Type.values()) if (one.toString().equals(word)) return one;
        throw error("bad transport type: " + word);
    }

    private Choice choice(String field) {
        String word = word(field);
        return switch (word) {
            case "y" -> Choice.YES;
            case "n" -> Choice.NO;
            case DEFAULT -> Choice.DEFAULT;
            default -> throw bad(field, word);
        };
    }

    private ConfigException bad(String field, String word) {
        return error("field \"" + field + "\": bad value: \"" + word + "\"");
    }

    private Wakeup wakeup() {
        String word = word("wakeup_time");
        if (word.equals(DEFAULT)) return new Wakeup(0, false);
        boolean whenUsed = word.endsWith("?");
        int seconds = whole("wakeup_time", word, whenUsed ? word.length() - 1 : word.length());
        return new Wakeup(seconds, whenUsed && seconds > 0);
    }

    private OptionalInt limit() {
        String word = word("max_proc");
        return word.equals(DEFAULT) ? OptionalInt.empty() : OptionalInt.of(whole("max_proc", word, word.length()));
    }

    /// The number that ends before `end`.
    private int whole(String field, String word, int end) {
        try {
            int value = Integer.parseInt(word, 0, end, 10);
            if (value >= 0 && word.charAt(0) != '+') return value;
        } catch (NumberFormatException _) {
            throw bad(field, word);
        }
        throw bad(field, word);
    }

    /// The row with what follows the command.
    private Row with(Row row) {
        var flags = new ArrayList<String>();
        var options = new LinkedHashMap<String, String>();
        while (at < words.size() && words.get(at).startsWith("-") && words.get(at).length() > 1) {
            String word = words.get(at++);
            if (word.equals("--")) break;
            group(word, flags, options);
        }
        var operands = new ArrayList<String>();
        while (at < words.size()) operands.add(unbraced(words.get(at++)));
        return new Row(row.service(), row.type(), row.isPrivate(), row.unprivileged(), row.chroot(), row.wakeup(),
            row.limit(), row.command(), flags, options, operands, line);
    }

    /// `-v`, `-vo name=value`, `-oname=value`.
    private void group(String word, List<String> flags, Map<String, String> options) {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            if (WITH_VALUE.indexOf(letter) < 0) {
                flags.add("-" + letter);
                continue;
            }
            if (i + 1 == word.length() && at == words.size()) throw error("option -" + letter + " lacks its value");
            String value = i + 1 < word.length() ? word.substring(i + 1) : words.get(at++);
            if (letter != 'o') throw error("option -" + letter + " is for internal use");
            option(unbraced(value), options);
            return;
        }
    }

    private void option(String text, Map<String, String> options) {
        try {
            var pair = NameValue.of(text);
            options.put(pair.name(), pair.value());
        } catch (ConfigException bad) {
            throw error("invalid \"-o " + text + "\" option value: " + bad.getMessage());
        }
    }

    private String unbraced(String word) {
        try {
            return Words.unbraced(word);
        } catch (ConfigException bad) {
            throw error(bad.getMessage());
        }
    }
}
