package org.postrider.command;

import static org.postrider.config.SiteParams.SYSLOG_NAME;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.postrider.log.Severity;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// postlog(1): logs its arguments, or the lines of its input, as the mail system logs.
final class Postlog implements Command {
    /// As every program of Postfix waits after such news, so that it is not started again at once.
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String NAME = "postfix/postlog";

    @Override public String usage() {
        return "[-c config_dir] [-i] [-p priority] [-t tag] [-v] [text]";
    }

    @Override public int run(Invocation given) throws IOException {
        var call = given.plain();
        var early = new Messages(NAME, call.err());
        Options options;
        try {
            options = call.options("c:ip:t:v");
        } catch (CommandException wrong) {
            call.messages().line(wrong.getMessage());
            return fatal(early, "usage: postlog " + usage());
        }
        var severity = Optional.of(Severity.INFO);
        for (String word : options.values('p')) {
            severity = severity(word);
            if (severity.isEmpty()) return fatal(early, "bad severity: \"" + word + "\"");
        }
        var settings = Setup.configuration(call, options.value('c')).settings();
        String name = settings.get(SYSLOG_NAME) + "/postlog";
        var log = Voice.log(settings, options.value('t').orElse(name), Voice.Fallback.FILE);
        var messages = new Messages(Terminal.isError() ? options.value('t').orElse(name) : name, call.err());
        say(call, options, severity.get(), new Voice(messages, log));
        return ExitCodes.OK;
    }

    private static int fatal(Messages messages, String text) {
        messages.fatal(text);
        return ExitCodes.FATAL;
    }

    private static Optional<Severity> severity(String word) {
        return switch (Latin1.lower(word)) {
            case "info" -> Optional.of(Severity.INFO);
            case "warn", "warning" -> Optional.of(Severity.WARNING);
            case "error", "err" -> Optional.of(Severity.ERROR);
            case "fatal", "crit" -> Optional.of(Severity.FATAL);
            case "panic" -> Optional.of(Severity.PANIC);
            default -> Optional.empty();
        };
    }

    private static void say(Invocation call, Options options, Severity severity, Voice voice) throws IOException {
        if (!options.operands().isEmpty()) {
            say(severity, String.join(" ", options.operands()), voice);
            return;
        }
        var lines = new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.ISO_8859_1));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) say(severity, line, voice);
    }

    private static void say(Severity severity, String text, Voice voice) {
        voice.messages().line(voice.messages().name() + ": " + severity.word() + text);
        voice.log().write(severity, text);
        if (severity != Severity.FATAL && severity != Severity.PANIC) return;
        try {
            Time.system().sleep(PAUSE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
