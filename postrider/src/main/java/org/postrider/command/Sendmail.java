package org.postrider.command;

import static org.postrider.config.SiteParams.MESSAGE_SIZE_LIMIT;
import static org.postrider.config.SiteParams.SYSLOG_NAME;
import static org.postrider.pickup.PickupParams.SUBMIT_USERS;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.postrider.cleanup.CleanupParams;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.message.HeaderRecipients;
import org.postrider.message.MimeWalk;
import org.postrider.queue.MaildropFile;
import org.postrider.queue.Submission;
import org.postrider.text.Latin1;

/// sendmail(1), mailq(1): whatever the launcher in `bin` did not do by itself.
///
/// Submission leaves the message in the maildrop, with the mail system running or not. All other modes are other
/// commands' work.
final class Sendmail implements Command {
    @Override public String usage() {
        return "[options]";
    }

    @Override public int usageStatus() {
        return ExitCodes.TEMP_FAIL;
    }

    @Override public int run(Invocation call) throws IOException {
        try {
            return run(call.plain(), SendmailLine.parse(call.plain()));
        } catch (ConfigException bad) {
            throw new CommandException(ExitCodes.TEMP_FAIL, bad.getMessage());
        } catch (FileSystemException failed) {
            throw new CommandException(ExitCodes.TEMP_FAIL, failed.getMessage()
                + ": is queue_directory right, and the mail system installed?");
        }
    }

    private static int run(Invocation call, SendmailLine line) throws IOException {
        var folder = folder(line);
        var settings = Setup.configuration(call, folder).settings();
        var options = SendmailOptions.read(call.name(), line.switches(), call.messages(), settings);
        var others = new Others(call, folder, line.operands());
        return switch (options.mode()) {
            case IGNORE -> ExitCodes.OK;
            case LIST -> others.alone("display queue mode", "postqueue", "-p");
            case FLUSH -> others.alone("flush queue mode", "postqueue", "-f");
            case DAEMON -> others.alone("daemon mode", "postfix", "start");
            case ALIASES -> others.aliases(options.aliases());
            case SMTP -> {
                others.noOperands("stand-alone mode");
                new Submitting(call, settings, options).check();
                yield others.smtp();
            }
            case SUBMIT -> submit(new Submitting(call, settings, options), others);
        };
    }

    private static int submit(Submitting message, Others others) throws IOException {
        var options = message.options();
        if (!options.site().isEmpty()) return others.alone("flush site", "postqueue", "-s", options.site());
        if (!options.id().isEmpty()) return others.alone("flush queue_id", "postqueue", "-i", options.id());
        message.check();
        message.submit(others.operands());
        return ExitCodes.OK;
    }

    /// `-C` takes a folder or the path of the main.cf in it.
    private static Optional<String> folder(SendmailLine line) {
        var named = Optional.<String>empty();
        for (var given : line.switches()) if (given.letter() == 'C') named = Optional.of(given.value());
        return named.map(path -> path.endsWith("/main.cf") ? path.substring(0, path.length() - 8) : path);
    }

    /// Commands that do the work of a mode.
    private record Others(Invocation call, Optional<String> folder, List<String> operands) {
        void noOperands(String mode) {
            if (!operands.isEmpty()) throw new CommandException(ExitCodes.TEMP_FAIL, mode + " requires no recipient");
        }

        int alone(String mode, String program, String... arguments) {
            noOperands(mode);
            var all = new ArrayList<String>();
            folder.ifPresent(named -> all.addAll(List.of("-c", named)));
            all.addAll(List.of(arguments));
            return other(program, all);
        }

        int aliases(String table) {
            noOperands("alias initialization mode");
            if (!table.isEmpty()) return alone("alias initialization mode", "postalias", "--", table);
            var all = new ArrayList<String>();
            folder.ifPresent(named -> all.addAll(List.of("-C", named)));
            return other("newaliases", all);
        }

        private int other(String program, List<String> arguments) {
            return Main.run(new Invocation(program, arguments, call.environment(), call.directory(), call.home(),
                call.in(), call.out(), call.err()));
        }

        /// An SMTP session takes all of the mail system's code, so it is a JVM of its own.
        int smtp() throws IOException {
            var command = new ArrayList<>(List.of(call.home().resolve("libexec/daemon").toString(), "--stand-alone"));
            command.addAll(List.of("-c", Latin1.toUnicode(Setup.directory(call, folder))));
            try {
                return new ProcessBuilder(command).inheritIO().start().waitFor();
            } catch (InterruptedException stop) {
                return ExitCodes.TEMP_FAIL;
            }
        }
    }

    /// One message.
    private record Submitting(Invocation call, Settings settings, SendmailOptions options) {
        private static CommandException fatal(String text) {
            return new CommandException(ExitCodes.TEMP_FAIL, text);
        }

        /// Whether the caller may submit mail at all. What picks it up looks again.
        void check() throws IOException {
            var caller = Caller.of();
            var voice = Voice.of(call, settings, Voice.Fallback.NOTHING);
            if (!caller.isAllowed(settings, SUBMIT_USERS, voice.log()))
                throw fatal("User " + caller.shown() + " is not allowed to submit mail");
        }

        /// Who sends, as messages show it.
        private String sender() throws IOException {
            String given = options.facts().getOrDefault("sender", "");
            return options.facts().containsKey("sender") ? given : Caller.of().name();
        }

        private String who() throws IOException {
            return sender() + "(" + Integer.toUnsignedString(Caller.of().uid()) + ")";
        }

        void submit(List<String> recipients) throws IOException {
            var facts = new HashMap<>(options.facts());
            if (facts.containsKey("verp") && sender().isEmpty())
                throw fatal(who() + ": -V option requires non-null sender address");
            boolean extract = facts.containsKey("extract");
            if (recipients.isEmpty() && !extract) throw fatal(who()
                + ": Recipient addresses must be specified on the command line or via the -t option");
            String name = call.variable("NAME", "");
            if (!name.isEmpty()) facts.put("NAME", name);
            try (var file = MaildropFile.create(MailSystem.of(settings).queue(), new Submission(facts, recipients),
                    settings.get(MESSAGE_SIZE_LIMIT))) {
                boolean named = message(file, recipients);
                if (extract && recipients.isEmpty() && !named)
                    throw fatal(who() + ": No recipient addresses found in message header");
                file.commit();
            } catch (MaildropFile.TooLargeException large) {
                throw tooLarge();
            }
            if (options.reports()) call.out().write(Latin1.bytes("Mail Delivery Status Report will be mailed to <"
                + sender() + ">.\n"));
        }

        /// As three of Postfix's programs together say it.
        private CommandException tooLarge() throws IOException {
            var drop = new Voice(new Messages("postdrop", call.err()), Voice.log(settings,
                settings.get(SYSLOG_NAME) + "/postdrop", Voice.Fallback.NOTHING));
            drop.warning("uid=" + Integer.toUnsignedString(Caller.of().uid()) + ": File too large");
            call.messages().warning("mail_stream_cleanup: close error");
            return fatal(who() + ": message file too big");
        }

        /// @return whether its header names recipients
        private boolean message(MaildropFile file, List<String> recipients) throws IOException {
            var header = new HeaderRecipients(new MimeWalk.Limits(settings.get(CleanupParams.HEADER_SIZE_LIMIT),
                settings.get(CleanupParams.MIME_NESTING_LIMIT), settings.get(CleanupParams.MIME_BOUNDARY_LIMIT)));
            InputStream in = options.verify() ? new ByteArrayInputStream(Latin1.bytes(probe(recipients))) : call.in();
            TypedMessage.copy(in, options.dots() && !options.verify(), (bytes, length) -> {
                file.write(bytes, 0, length);
                header.take(bytes, length);
            });
            return !header.finish().isEmpty();
        }

        private String probe(List<String> recipients) throws IOException {
            String from = sender();
            return (from.isEmpty() ? "" : "From: " + from + "\n") + "Subject: probe\nTo:\t"
                + String.join(",\n\t", recipients) + "\n";
        }
    }
}
