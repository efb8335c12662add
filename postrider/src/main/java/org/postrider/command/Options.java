package org.postrider.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The switches of a command line, read as getopt(3) reads them for Postfix's commands.
///
/// Flags may be grouped (`-fv`), a value may be joined (`-c/etc/postfix`, `-oname=value`) or follow (`-c /etc/x`),
/// `--` ends the switches, and so does the first operand.
///
/// @param found the switches in the order given; one given twice is there twice
/// @param operands what follows them
record Options(List<Switch> found, List<String> operands) {

    /// One switch.
    ///
    /// @param value what was given with it, "" for a flag
    record Switch(char letter, String value) {}

    /// @param letters the letters that exist, each followed by `:` when it takes a value
    /// @throws CommandException a usage error, worded as the C library words it
    static Options parse(String letters, Invocation call) {
        var arguments = call.arguments();
        var found = new ArrayList<Switch>();
        int next = 0;
        while (next < arguments.size()) {
            String argument = arguments.get(next);
            if (argument.length() < 2 || argument.charAt(0) != '-') break;
            next++;
            if (argument.equals("--")) break;
            if (group(letters, call, next, found)) next++;
        }
        return new Options(List.copyOf(found), List.copyOf(arguments.subList(next, arguments.size())));
    }

    /// Reads the argument before `next`.
    ///
    /// @return whether the argument at `next` was taken too, as a value
    private static boolean group(String letters, Invocation call, int next, List<Switch> found) {
        String argument = call.arguments().get(next - 1);
        for (int at = 1; at < argument.length(); at++) {
            char letter = argument.charAt(at);
            int place = letter == ':' ? -1 : letters.indexOf(letter);
            if (place < 0) throw wrong(call, "invalid option", letter);
            if (!letters.startsWith(":", place + 1)) {
                found.add(new Switch(letter, ""));
                continue;
            }
            boolean joined = at + 1 < argument.length();
            if (!joined && next >= call.arguments().size())
                throw wrong(call, "option requires an argument", letter);
            found.add(new Switch(letter, joined ? argument.substring(at + 1) : call.arguments().get(next)));
            return !joined;
        }
        return false;
    }

    private static CommandException wrong(Invocation call, String problem, char letter) {
        return CommandException.usage(call.program() + ": " + problem + " -- '" + letter + "'");
    }

    /// Whether the switch was given.
    boolean has(char letter) {
        for (Switch one : found) if (one.letter == letter) return true;
        return false;
    }

    /// The value of the switch; of the last one when given more than once.
    Optional<String> value(char letter) {
        for (int i = found.size() - 1; i >= 0; i--)
            if (found.get(i).letter == letter) return Optional.of(found.get(i).value);
        return Optional.empty();
    }

    /// All values of a switch that may be given more than once, in order.
    List<String> values(char letter) {
        var values = new ArrayList<String>();
        for (Switch one : found) if (one.letter == letter) values.add(one.value);
        return values;
    }

    /// How often a flag was given.
    int count(char letter) {
        int count = 0;
        for (Switch one : found) if (one.letter == letter) count++;
        return count;
    }
}
