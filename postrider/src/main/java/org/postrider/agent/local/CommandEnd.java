package org.postrider.agent.local;

import java.util.Map;
import java.util.Optional;
import org.postrider.os.Ran;
import org.postrider.status.EnhancedStatus;
import org.postrider.status.Why;
import org.postrider.table.Fold;

/// What a command's end says about the message.
final class CommandEnd {
    private static final String FAILED = "5.3.0";
    private static final int TEMPORARY = 75;

    /// What sendmail's exit statuses mean (`sysexits.h`).
    private record Meaning(String status, String text) {}

    private static final Map<Integer, Meaning> MEANINGS = Map.ofEntries(
        Map.entry(64, new Meaning("5.3.0", "command line usage error")),
        Map.entry(65, new Meaning("5.6.0", "data format error")),
        Map.entry(66, new Meaning("5.3.0", "cannot open input")),
        Map.entry(67, new Meaning("5.1.1", "user unknown")),
        Map.entry(68, new Meaning("5.1.2", "host name unknown")),
        Map.entry(69, new Meaning("5.3.0", "service unavailable")),
        Map.entry(70, new Meaning("5.3.0", "internal software error")),
        Map.entry(71, new Meaning("4.3.0", "system resource problem")),
        Map.entry(72, new Meaning("5.3.0", "critical OS file missing")),
        Map.entry(73, new Meaning("5.2.0", "can't create user output file")),
        Map.entry(74, new Meaning("5.3.0", "input/output error")),
        Map.entry(TEMPORARY, new Meaning("4.3.0", "temporary failure")),
        Map.entry(76, new Meaning("5.5.0", "remote error in protocol")),
        Map.entry(77, new Meaning("5.7.0", "permission denied")),
        Map.entry(78, new Meaning("5.3.5", "local configuration error")));

    private CommandEnd() {}

    /// Why the message was not delivered; empty when it was.
    static Optional<Why> problem(Ran ran, String command) {
        String output = printable(ran.output());
        return switch (ran.end()) {
            case Ran.End.Exited(int code) -> code == 0 ? Optional.empty() : Optional.of(exited(code, output, command));
            case Ran.End.Killed(int signal) -> Optional.of(why("4.3.0", "Command died with signal " + signal + ": \""
                + command + "\"", output, "internal software error"));
            case Ran.End.TimedOut() -> Optional.of(why(FAILED, "Command time limit exceeded: \"" + command + "\"",
                output, "internal software error"));
            case Ran.End.NotStarted(String why) -> Optional.of(temporary(why));
        };
    }

    /// The command could not be started: as if it had said so and asked for another try.
    static Why temporary(String why) {
        return exited(TEMPORARY, printable("local: fatal: " + why + "\n"), "");
    }

    private static Why exited(int code, String output, String command) {
        if (EnhancedStatus.lengthAt(output, 0) > 0) {
            var own = EnhancedStatus.split(FAILED, output);
            return new Why(own.status(), own.text(), new Why.Diagnostic("X-UNIX", own.text()), "");
        }
        var meaning = Optional.ofNullable(MEANINGS.get(code));
        if (meaning.isPresent()) return why(meaning.get().status(), meaning.get().text(), output, meaning.get().text());
        return why(FAILED, "Command died with status " + code + ": \"" + command + "\"", output,
            "unknown mail system error " + code);
    }

    private static Why why(String status, String text, String output, String meaning) {
        return output.isEmpty() ? new Why(status, text, new Why.Diagnostic("X-UNIX", meaning), "")
            : new Why(status, text + ". Command output: " + output, new Why.Diagnostic("X-UNIX", output), "");
    }

    /// On one line, fit for a log and a bounce.
    private static String printable(String output) {
        boolean utf8 = Fold.isUtf8(output);
        var out = new StringBuilder(output);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c == '\n' || c == '\t') out.setCharAt(i, ' ');
            else if (c < ' ' || c == 0x7f || c > 0x7f && !utf8) out.setCharAt(i, '_');
        }
        return out.toString();
    }
}
