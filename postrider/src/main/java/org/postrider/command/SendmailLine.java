package org.postrider.command;

import java.util.ArrayList;
import java.util.List;
import org.postrider.command.Options.Switch;

/// Sendmail's command line, which is not quite getopt's: `-q` alone is a switch without a value, and `-V` with two
/// characters is an old way to ask for VERP.
///
/// @param switches in the order given
/// @param operands recipients
record SendmailLine(List<Switch> switches, List<String> operands) {
    private static final String LETTERS = "A:B:C:F:GIL:N:O:R:UV:X:b:ce:f:h:imno:p:r:q:tvx";
    private static final int STATUS = ExitCodes.TEMP_FAIL;

    /// @throws CommandException for a switch that does not exist, worded as Postfix words it
    static SendmailLine parse(Invocation call) {
        var found = new ArrayList<Switch>();
        var rest = call.arguments();
        while (!rest.isEmpty()) {
            String word = rest.getFirst();
            if (word.equals("-q")) {
                found.add(new Switch('q', ""));
                rest = rest.subList(1, rest.size());
                continue;
            }
            if (word.equals("-XV")) {
                found.add(new Switch('X', "V"));
                rest = rest.subList(1, rest.size());
                continue;
            }
            if (word.length() < 2 || word.charAt(0) != '-') break;
            rest = group(call, modern(call, rest), found);
            if (word.equals("--")) break;
        }
        return new SendmailLine(List.copyOf(found), List.copyOf(rest));
    }

    /// Reads one argument and the value that may follow it.
    private static List<String> group(Invocation call, List<String> rest, List<Switch> found) {
        int count = rest.size() > 1 ? 2 : 1;
        var some = new Invocation(call.program(), rest.subList(0, count), call.environment(), call.directory(),
            call.home(), call.in(), call.out(), call.err());
        int before = found.size();
        try {
            // Of both words, the second may be another switch or an operand: only what came of the first counts.
            var first = Options.parse(LETTERS, one(some, rest.subList(0, 1)));
            found.addAll(first.found());
            return rest.subList(1, rest.size());
        } catch (CommandException wrong) {
            if (count == 1 || !wrong.getMessage().contains("requires an argument")) throw wrong(call, wrong);
        }
        var both = Options.parse(LETTERS, some);
        found.subList(before, found.size()).clear();
        found.addAll(both.found());
        return rest.subList(2, rest.size());
    }

    private static Invocation one(Invocation call, List<String> arguments) {
        return new Invocation(call.program(), arguments, call.environment(), call.directory(), call.home(), call.in(),
            call.out(), call.err());
    }

    /// The command reads its line twice, and complains twice.
    private static CommandException wrong(Invocation call, CommandException problem) {
        call.messages().line(problem.getMessage());
        call.messages().line(problem.getMessage());
        return new CommandException(STATUS, "usage: " + call.name() + " [options]");
    }

    /// `-V+=` and `-V +=` become `-XV+=` with a warning.
    private static List<String> modern(Invocation call, List<String> rest) {
        String word = rest.getFirst();
        if (word.equals("-V") && rest.size() > 1 && rest.get(1).length() == 2) {
            call.messages().warning("option -V is deprecated with Postfix 2.3; specify -XV instead");
            return replaced("-XV" + rest.get(1), rest.subList(2, rest.size()));
        }
        if (word.startsWith("-V") && word.length() == 4) {
            call.messages().warning("option " + word + " is deprecated with Postfix 2.3; specify -X"
                + word.substring(1) + " instead");
            return replaced("-X" + word.substring(1), rest.subList(1, rest.size()));
        }
        return rest;
    }

    private static List<String> replaced(String first, List<String> others) {
        var all = new ArrayList<String>();
        all.add(first);
        all.addAll(others);
        return all;
    }
}
