package org.postrider.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postrider.config.ConfigException;
import org.postrider.config.NameValue;
import org.postrider.config.Words;

/// One master.cf entry as postconf(1) shows and edits it: all fields as text, `-` where the file leaves it open.
final class PostconfEntry {
    /// The fields that every entry has.
    static final List<String> FIELDS = List.of("service", "type", "private", "unprivileged", "chroot", "wakeup",
        "process_limit", "command");
    static final int COMMAND = 7;
    private static final List<String> TYPES = List.of("unix", "fifo", "inet", "pass", "unix-dgram");

    private final List<String> words;

    private PostconfEntry(List<String> words) {
        this.words = words;
    }

    /// @param text     a logical line
    /// @param messages where malformed arguments are complained of
    /// @throws ConfigException when there are too few fields; without the place
    /// @throws CommandException when a field is not what it must be
    static PostconfEntry of(String text, Messages messages) {
        var entry = new PostconfEntry(Words.braced(text, Words.SPACE));
        if (entry.words.size() < FIELDS.size()) throw new ConfigException("bad field count");
        entry.check(text);
        entry.normalize(messages);
        return entry;
    }

    String service() {
        return words.get(0);
    }

    String type() {
        return words.get(1);
    }

    /// `service/type`.
    String key() {
        return service() + "/" + type();
    }

    /// The command as written.
    String command() {
        return words.get(COMMAND);
    }

    /// All fields and arguments; options and their values are words of their own.
    List<String> words() {
        return List.copyOf(words);
    }

    /// The `-o name=value` settings, in order; a later one wins.
    Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        for (int at = nextOption(COMMAND); at > 0; at = nextOption(at + 1)) {
            String text = words.get(at + 1);
            int equals = text.indexOf('=');
            if (equals > 0) {
                var pair = NameValue.of(text);
                settings.put(pair.name(), pair.value());
            }
        }
        return settings;
    }

    /// The place of the first `-o` with a value behind `after`; 0 when there is none.
    private int nextOption(int after) {
        for (int at = after + 1; at < words.size() && isOption(at); at++)
            if (words.get(at).charAt(1) == 'o') {
                if (at + 1 == words.size()) return 0;
                // A value never counts as an option, so look behind it for the next one.
                return at;
            }
        return 0;
    }

    private boolean isOption(int at) {
        String word = words.get(at);
        return word.length() > 1 && word.charAt(0) == '-' && !word.equals("--");
    }

    /// Replaces one field; the command together with all that follows it.
    ///
    /// @param field place in [#FIELDS]
    PostconfEntry withField(int field, String value, Messages messages) {
        var changed = new ArrayList<String>(words);
        if (field == COMMAND) {
            changed.subList(COMMAND, changed.size()).clear();
            changed.addAll(Words.braced(value, Words.SPACE));
        } else changed.set(field, value);
        var entry = new PostconfEntry(changed);
        if (field == COMMAND) entry.normalize(messages);
        entry.check(value);
        return entry;
    }

    /// Sets a parameter: where it is set already, or behind the other options.
    PostconfEntry withSetting(String name, String value) {
        var changed = new ArrayList<String>(words);
        boolean found = false;
        for (int at = nextOption(COMMAND); at > 0; at = nextOption(at + 1))
            if (words.get(at + 1).startsWith(name + "=")) {
                changed.set(at + 1, name + "=" + value);
                found = true;
            }
        if (!found) changed.addAll(endOfOptions(), List.of("-o", name + "=" + value));
        return new PostconfEntry(changed);
    }

    /// Takes out all settings of a parameter.
    PostconfEntry withoutSetting(String name) {
        var changed = new ArrayList<String>(words);
        int taken = 0;
        for (int at = nextOption(COMMAND); at > 0; at = nextOption(at + 1))
            if (words.get(at + 1).startsWith(name + "=")) {
                changed.subList(at - taken, at - taken + 2).clear();
                taken += 2;
            }
        return new PostconfEntry(changed);
    }

    /// The place of the first word that is neither option nor an option's value.
    private int endOfOptions() {
        int at = COMMAND + 1;
        while (at < words.size() && isOption(at)) at += takesValue(at) ? 2 : 1;
        return Math.min(at, words.size());
    }

    private boolean takesValue(int at) {
        return words.get(at).charAt(1) == 'o' && at + 1 < words.size();
    }

    /// Gives every option and every value a word of its own, and takes the braces off.
    private void normalize(Messages messages) {
        int at = COMMAND + 1;
        for (; at < words.size() && isOption(at); at++) {
            String word = words.get(at);
            int value = word.indexOf('o', 2);
            if (value > 1) {
                words.set(at, word.substring(0, value));
                words.add(at + 1, "-" + word.substring(value));
                word = word.substring(0, value);
            }
            if (word.charAt(1) != 'o') continue;
            if (word.length() > 2) {
                words.set(at, "-o");
                words.add(at + 1, word.substring(2));
            }
            if (++at < words.size() && words.get(at).startsWith("{")) {
                unbrace(at, messages);
                tightenSetting(at, messages);
            }
        }
        for (; at < words.size(); at++) if (words.get(at).startsWith("{")) unbrace(at, messages);
    }

    private void unbrace(int at, Messages messages) {
        var braced = Words.Braced.of(words.get(at));
        if (!braced.problem().isEmpty()) messages.warning("master.cf: " + braced.problem());
        words.set(at, braced.text());
    }

    private void tightenSetting(int at, Messages messages) {
        try {
            var pair = NameValue.of(words.get(at));
            words.set(at, pair.name() + "=" + pair.value());
        } catch (ConfigException bad) {
            messages.warning("master.cf: " + bad.getMessage() + ": \"" + words.get(at) + "\"");
        }
    }

    private void check(String text) {
        if (!TYPES.contains(type())) throw invalid(1, text);
        for (int field = 2; field <= 4; field++)
            if (words.get(field).length() != 1 || "yn-".indexOf(words.get(field)) < 0) throw invalid(field, text);
        String wakeup = words.get(5);
        if (wakeup.endsWith("?")) wakeup = wakeup.substring(0, wakeup.length() - 1);
        if (!wakeup.equals("-") && !isNumber(wakeup)) throw invalid(5, text);
        if (!words.get(6).equals("-") && !isNumber(words.get(6))) throw invalid(6, text);
    }

    private CommandException invalid(int field, String text) {
        return new CommandException("invalid " + FIELDS.get(field) + " field \"" + words.get(field) + "\" in \""
            + text.replace('\n', ' ') + "\"");
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        return true;
    }
}
