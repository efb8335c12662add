package org.postrider.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postrider.config.ConfigException;
import org.postrider.config.NameValue;

/// Changes settings of main.cf. What is not meant stays as it is, comments and layout included.
final class PostconfEdit {
    /// White space as isspace(3) has it.
    static final String BLANKS = " \t\r\n\f\u000b";

    private final Set<PostconfMode> modes;
    private final String path;
    private final Messages messages;
    /// The new values by name; of no interest when settings are taken out.
    private final Map<String, String> wanted = new TreeMap<>();
    private final Map<String, Integer> found = new TreeMap<>();

    /// @param arguments `name=value`, or names where settings are taken out
    PostconfEdit(Set<PostconfMode> modes, String path, List<String> arguments, Messages messages) {
        this.modes = modes;
        this.path = path;
        this.messages = messages;
        for (String one : arguments) request(one);
    }

    private void request(String argument) {
        if (argument.indexOf('\n') >= 0) throw new CommandException("-e, -X, or -# accepts no multi-line input");
        String text = argument.stripLeading();
        if (text.startsWith("#")) throw new CommandException("-e, -X, or -# accepts no comment input");
        var pair = modes.contains(PostconfMode.EDIT) ? pair(text) : new NameValue(name(text), "");
        String earlier = wanted.put(pair.name(), pair.value());
        if (earlier != null && !earlier.equals(pair.value()))
            messages.warning("ignoring earlier request: '" + pair.name() + " = " + earlier + "'");
    }

    private static NameValue pair(String text) {
        try {
            return NameValue.of(text);
        } catch (ConfigException bad) {
            throw new CommandException(bad.getMessage() + ": \"" + text + "\"");
        }
    }

    private static String name(String text) {
        if (text.isEmpty()) throw new CommandException("-X or -# requires non-blank parameter names");
        if (text.indexOf('=') >= 0) throw new CommandException("-X or -# requires parameter names without value");
        return text;
    }

    /// @param content the file as it is
    /// @return the file as it is to be
    String apply(String content) {
        var out = new StringBuilder(content.length() + 200);
        boolean meant = false;
        for (String line : lines(content)) {
            if (isIdle(line)) out.append(line);
            else if (BLANKS.indexOf(line.charAt(0)) >= 0) continued(line, meant, out);
            else meant = start(line, out);
        }
        if (modes.contains(PostconfMode.EDIT))
            wanted.forEach((name, value) -> {
                if (!found.containsKey(name)) out.append(name).append(" = ").append(value).append('\n');
            });
        return out.toString();
    }

    /// The lines with their ends; the last one gets one if it has none.
    static List<String> lines(String content) {
        var lines = new ArrayList<String>();
        for (int at = 0; at < content.length();) {
            int end = content.indexOf('\n', at);
            lines.add(end < 0 ? content.substring(at) + "\n" : content.substring(at, end + 1));
            at = end < 0 ? content.length() : end + 1;
        }
        return lines;
    }

    /// Whether a line says nothing: blank, or a comment.
    static boolean isIdle(String line) {
        for (int i = 0; i < line.length(); i++)
            if (BLANKS.indexOf(line.charAt(i)) < 0) return line.charAt(i) == '#';
        return true;
    }

    private void continued(String line, boolean meant, StringBuilder out) {
        if (!meant) out.append(line);
        else if (modes.contains(PostconfMode.COMMENT)) out.append('#').append(line);
    }

    /// @return whether the setting that starts here is one of those that are meant
    private boolean start(String line, StringBuilder out) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '=' && BLANKS.indexOf(line.charAt(end)) < 0) end++;
        String name = line.substring(0, end);
        if (!wanted.containsKey(name)) {
            out.append(line);
            return false;
        }
        if (found.merge(name, 1, Integer::sum) == 2)
            messages.warning(path + ": multiple entries for \"" + name + "\"");
        if (modes.contains(PostconfMode.EDIT)) out.append(name).append(" = ").append(wanted.get(name)).append('\n');
        else if (modes.contains(PostconfMode.COMMENT)) out.append('#').append(line);
        return true;
    }
}
