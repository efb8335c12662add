package org.postrider.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postrider.command.PostconfShow.Request;
import org.postrider.config.ConfigException;
import org.postrider.config.NameValue;
import org.postrider.config.Words;
import org.postrider.text.Latin1;

/// Changes entries of master.cf, their fields and the parameters that they set. What is not meant stays as it is.
final class PostconfMasterEdit {
    private static final String SWITCHES = "-Me, -Fe, -Pe, -X, or -#";

    /// One thing to do.
    private static final class Wish {
        private final Request request;
        private final String value;
        /// What to put into the place of whole entries; empty where a part changes or something is taken out.
        private final Optional<PostconfEntry> entry;
        private int matches;

        Wish(Request request, String value, Optional<PostconfEntry> entry) {
            this.request = request;
            this.value = value;
            this.entry = entry;
        }

        /// @param names service and type of an entry
        boolean isAbout(List<String> names) {
            return request.matches(names.get(0), names.get(1))
                || entry.isPresent() && entry.get().words().subList(0, 2).equals(names);
        }
    }

    private final Set<PostconfMode> modes;
    private final String path;
    private final Messages messages;
    private final List<Wish> wishes = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// @param arguments `service/type=entry` and its kin, or patterns where something is taken out
    PostconfMasterEdit(Set<PostconfMode> modes, String path, List<String> arguments, Messages messages) {
        this.modes = modes;
        this.path = path;
        this.messages = messages;
        for (String one : arguments) wishes.add(wish(one));
    }

    private Wish wish(String argument) {
        if (argument.indexOf('\n') >= 0) throw new CommandException(SWITCHES + " accept no multi-line input");
        String text = argument.stripLeading();
        if (text.startsWith("#")) throw new CommandException(SWITCHES + " accept no comment input");
        if (modes.contains(PostconfMode.EDIT)) {
            var pair = pair(text, argument);
            var request = request(pair.name(), argument, pair.value());
            return new Wish(request, pair.value(), modes.contains(PostconfMode.ENTRIES)
                ? Optional.of(entry(pair.value(), argument)) : Optional.empty());
        }
        if (text.indexOf('=') >= 0) throw new CommandException("-X or -# requires names without value");
        return new Wish(request(text.stripTrailing(), argument, ""), "", Optional.empty());
    }

    private PostconfEntry entry(String text, String argument) {
        try {
            return PostconfEntry.of(text, messages);
        } catch (ConfigException bad) {
            throw new CommandException(bad.getMessage() + ": \"" + argument + "\"");
        }
    }

    private static NameValue pair(String text, String argument) {
        try {
            return NameValue.of(text);
        } catch (ConfigException bad) {
            throw new CommandException(bad.getMessage() + ": \"" + argument + "\"");
        }
    }

    private Request request(String pattern, String argument, String value) {
        var request = parts(pattern, argument);
        boolean spaced = Words.split(value, Words.SPACE).size() > 1;
        if (modes.contains(PostconfMode.FIELDS)) {
            if (request.isAny(2)) throw new CommandException("-Fe does not accept wild-card field name");
            // Postfix crashes here.
            if (value.isBlank()) throw new CommandException("-Fe requires a value for the field: \"" + argument + "\"");
            if (PostconfShow.fieldPlace(request.parts().get(2)) < PostconfEntry.COMMAND && spaced)
                throw new CommandException("-Fe does not accept whitespace in non-command field");
        } else if (modes.contains(PostconfMode.PARAMETERS)) {
            if (request.isAny(2)) throw new CommandException("-Pe does not accept wild-card parameter name");
            if (spaced) throw new CommandException("-Pe does not accept whitespace in parameter value");
        }
        return request;
    }

    private Request parts(String pattern, String argument) {
        Request parts;
        if (modes.contains(PostconfMode.ENTRIES))
            parts = Request.of(pattern, 2, 2, "-Me, -MX or -M# requires service_name/type");
        else if (modes.contains(PostconfMode.FIELDS))
            parts = Request.of(pattern, 3, 3, "-Fe or -FX requires service_name/type/field_name");
        else parts = Request.of(pattern, 3, 3, "-Pe or -PX requires service_name/type/parameter");
        return new Request(argument, parts.parts());
    }

    /// @param content the file as it is
    /// @return the file as it is to be
    String apply(String content) throws IOException {
        var lines = PostconfEdit.lines(content);
        boolean within = !modes.contains(PostconfMode.ENTRIES);
        for (int at = 0; at < lines.size();) {
            int end = endOfEntry(lines, at, within);
            if (end == at) put(lines.get(at++));
            else {
                rewrite(lines.subList(at, end), at + 1);
                at = end;
            }
        }
        for (var wish : wishes) if (wish.matches == 0) unmatched(wish);
        return Latin1.of(out.toByteArray());
    }

    /// The place behind the last line of the entry that starts at a place; that place itself when none does.
    ///
    /// @param idle whether the comments and blank lines behind the entry count as part of it
    private static int endOfEntry(List<String> lines, int at, boolean idle) {
        String first = lines.get(at);
        if (PostconfEdit.isIdle(first) || isContinued(first)) return at;
        int end = at + 1;
        for (int i = end; i < lines.size() && (PostconfEdit.isIdle(lines.get(i)) || isContinued(lines.get(i))); i++)
            if (idle || !PostconfEdit.isIdle(lines.get(i))) end = i + 1;
        return end;
    }

    private static boolean isContinued(String line) {
        return PostconfEdit.BLANKS.indexOf(line.charAt(0)) >= 0;
    }

    private void put(String line) {
        out.writeBytes(Latin1.bytes(line));
    }

    /// @param block  the lines of one entry, maybe with comments between
    /// @param number of the first line
    private void rewrite(List<String> block, int number) throws IOException {
        var names = names(block.getFirst(), number);
        boolean meant = false;
        var fresh = Optional.<PostconfEntry>empty();
        for (var wish : wishes) {
            if (!wish.isAbout(names)) continue;
            meant = true;
            wish.matches++;
            if (modes.contains(PostconfMode.ENTRIES)) {
                if (wish.matches == 1 && wish.entry.isPresent()) fresh = wish.entry;
            } else fresh = Optional.of(edited(wish, fresh.isPresent() ? fresh.get() : parse(block, number)));
        }
        boolean editsWithin = !modes.contains(PostconfMode.ENTRIES);
        if (!meant) block.forEach(this::put);
        if (meant && editsWithin) comments(block);
        if (fresh.isPresent()) print(fresh.get());
        else if (meant && modes.contains(PostconfMode.COMMENT)) commentOut(block);
        if (meant && !editsWithin && !modes.contains(PostconfMode.COMMENT)) comments(block);
    }

    private void comments(List<String> block) {
        for (String line : block) if (PostconfEdit.isIdle(line)) put(line);
    }

    private void commentOut(List<String> block) {
        for (String line : block) put(PostconfEdit.isIdle(line) ? line : "#" + line);
    }

    private void print(PostconfEntry entry) throws IOException {
        new PostconfPrinter(out, true).entry(entry, text -> text);
    }

    private List<String> names(String line, int number) {
        var words = Words.split(line, Words.SPACE);
        String place = "file " + path + ": line " + number + ": ";
        if (words.size() < 2) throw new CommandException(place + "specify service name and type on the same line");
        if (words.get(0).indexOf('=') >= 0)
            throw new CommandException(place + "service name syntax \"" + words.get(0) + "\" is unsupported with "
                + SWITCHES);
        if (words.get(1).indexOf('=') >= 0 || words.get(1).indexOf('/') >= 0)
            throw new CommandException(place + "service type syntax \"" + words.get(1) + "\" is unsupported with "
                + SWITCHES);
        return words.subList(0, 2);
    }

    private PostconfEntry parse(List<String> block, int number) {
        var text = new StringBuilder();
        for (String line : block) if (!PostconfEdit.isIdle(line)) text.append(line);
        try {
            return PostconfEntry.of(text.toString(), messages);
        } catch (ConfigException bad) {
            throw new CommandException("file " + path + ": line " + number + ": " + bad.getMessage());
        }
    }

    private PostconfEntry edited(Wish wish, PostconfEntry entry) {
        String what = wish.request.parts().get(2);
        if (modes.contains(PostconfMode.FIELDS))
            return entry.withField(PostconfShow.fieldPlace(what), wish.value, messages);
        return modes.contains(PostconfMode.EDIT) ? entry.withSetting(what, wish.value) : entry.withoutSetting(what);
    }

    private void unmatched(Wish wish) throws IOException {
        if (wish.entry.isPresent()) print(wish.entry.get());
        else if (!modes.contains(PostconfMode.ENTRIES))
            messages.warning("unmatched service_name/type: \"" + wish.request.raw() + "\"");
    }
}
