package org.postrider.command;

import static org.postrider.config.SiteParams.LONG_QUEUE_IDS;
import static org.postrider.config.SiteParams.MAIL_NAME;
import static org.postrider.master.ToolParams.FLUSH_SERVICE;
import static org.postrider.master.ToolParams.FLUSH_USERS;
import static org.postrider.master.ToolParams.MAILQ_USERS;
import static org.postrider.master.ToolParams.PICKUP_SERVICE;
import static org.postrider.master.ToolParams.QUEUE_SERVICE;
import static org.postrider.master.ToolParams.SHOWQ_SERVICE;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.NoSuchFileException;
import java.time.ZoneId;
import java.util.Optional;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.flush.FlushParams;
import org.postrider.os.Errno;
import org.postrider.queue.ListingFormat;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueReader;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.text.Hostname;
import org.postrider.text.Latin1;

/// postqueue(1): shows the queue and has it tried, for everybody who may.
///
/// Whatever goes wrong ends it with the same status, as with Postfix's.
final class Postqueue implements Command {
    private static final String USAGE = "usage: postqueue -f | postqueue -i queueid | postqueue -j | postqueue -p"
        + " | postqueue -s site";
    private static final int LONGEST_SHOWN = 100;
    private static final String DOWN = "Cannot flush mail queue - mail system is down";

    @Override public String usage() {
        return USAGE;
    }

    @Override public int run(Invocation call) throws IOException {
        try {
            return run(call.plain(), options(call.plain()));
        } catch (CommandException end) {
            // Only the silent end of a reader that went away is another's status.
            throw end.getMessage().isEmpty() ? end : new CommandException(ExitCodes.UNAVAILABLE, end.getMessage());
        } catch (ConfigException bad) {
            throw new CommandException(ExitCodes.UNAVAILABLE, bad.getMessage());
        }
    }

    private static Options options(Invocation call) {
        try {
            var options = call.options("c:fi:jps:v");
            int modes = 0;
            for (var given : options.found()) if ("fijps".indexOf(given.letter()) >= 0) modes++;
            if (modes != 1 || !options.operands().isEmpty()) throw new CommandException(USAGE);
            return options;
        } catch (CommandException wrong) {
            if (wrong.isUsage()) call.messages().line(wrong.getMessage());
            throw new CommandException(USAGE);
        }
    }

    private static int run(Invocation call, Options options) throws IOException {
        var settings = Setup.configuration(call, options.value('c')).settings();
        var voice = Voice.of(call, settings, Voice.Fallback.NOTHING);
        try {
            var work = new Work(call, settings, voice);
            for (var given : options.found())
                switch (given.letter()) {
                    case 'f' -> work.flush();
                    case 'i' -> work.deliver(given.value());
                    case 's' -> work.site(given.value());
                    case 'j', 'p' -> work.show(given.letter() == 'j');
                    default -> { }
                }
            return ExitCodes.OK;
        } catch (CommandException end) {
            voice.ending(end);
            throw end;
        }
    }

    private record Work(Invocation call, Settings settings, Voice voice) {
        private MailSystem system() {
            return MailSystem.of(settings);
        }

        void show(boolean json) throws IOException {
            var caller = Caller.of();
            if (!caller.isRoot() && !caller.isAllowed(settings, MAILQ_USERS, voice.log()))
                throw new CommandException("User " + caller.shown() + " is not allowed to view the mail queue");
            SocketChannel channel;
            try {
                channel = system().connect("public", settings.get(SHOWQ_SERVICE));
            } catch (IOException nobody) {
                offline(caller, json, nobody);
                return;
            }
            try (channel) {
                print(QueueSource.of(new ListingFormat.Reader(Channels.newInputStream(channel))), json);
            }
        }

        private void print(QueueSource source, boolean json) throws IOException {
            if (json) new QueueJson(call.out()).print(source);
            else new MailqText(settings.get(LONG_QUEUE_IDS), call.out(), ZoneId.systemDefault()).print(source);
            call.out().flush();
        }

        /// Root can look without the service's help.
        private void offline(Caller caller, boolean json, IOException nobody) throws IOException {
            String why = "Connect to the " + settings.get(MAIL_NAME) + " " + settings.get(SHOWQ_SERVICE)
                + " service: " + Errno.text(nobody);
            var errno = Errno.of(nobody).orElse(Errno.ENOENT);
            if (errno.equals(Errno.EACCES) || errno.equals(Errno.EPERM)) throw new CommandException(why);
            if (!caller.isRoot())
                throw new CommandException("Queue report unavailable - mail system is down (" + why + ")");
            voice.warning("Mail system is down -- accessing queue directly (" + why + ")");
            try (var queue = QueueReader.open(system().queue(), voice::warning)) {
                print(QueueSource.of(system(), queue, voice::warning), json);
            } catch (NoSuchFileException neverThere) {
                print(Optional::empty, json);
            }
        }

        private void mayFlush() throws IOException {
            var caller = Caller.of();
            if (!caller.isRoot() && !caller.isAllowed(settings, FLUSH_USERS, voice.log()))
                throw new CommandException("User " + caller.shown() + " is not allowed to flush the mail queue");
        }

        void flush() throws IOException {
            mayFlush();
            try {
                system().trigger("public", settings.get(QUEUE_SERVICE), "FAID");
                system().trigger("public", settings.get(PICKUP_SERVICE), "W");
            } catch (IOException nobody) {
                throw new CommandException(DOWN);
            }
        }

        void deliver(String id) throws IOException {
            if (QueueId.of(id).isEmpty())
                throw new CommandException("Cannot flush queue ID - invalid name: \"" + shortened(id) + "\"");
            mayFlush();
            result(ask("request\0send_file\0queue_id\0" + id + "\0\0"), id);
        }

        void site(String site) throws IOException {
            boolean good = site.startsWith("[") ? Hostname.isAddressLiteral(site) : Hostname.isValid(site);
            if (!good) throw new CommandException("Cannot flush mail queue - invalid destination: \""
                + shortened(site) + "\"");
            mayFlush();
            var domains = MatchList.domains(Tables.of(settings, voice.log()), FlushParams.FAST_FLUSH_DOMAINS);
            int status = switch (domains.match(site)) {
                case MatchList.Answer.Match() -> ask("request\0send_site\0site\0" + site + "\0\0");
                case MatchList.Answer.NoMatch() -> 4;
                case MatchList.Answer.Unavailable _ -> -1;
            };
            result(status, site);
        }

        private static String shortened(String text) {
            return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
        }

        /// @return the status that the flush service answers; -1 when it does not
        private int ask(String request) {
            try (var channel = system().connect("public", settings.get(FLUSH_SERVICE))) {
                MailSystem.send(channel, request);
                String answer = Latin1.of(Channels.newInputStream(channel).readAllBytes());
                int at = answer.indexOf("\0status\0"), end = answer.indexOf('\0', at + 8);
                return at < 0 || end < 0 ? -1 : Integer.parseInt(answer.substring(at + 8, end));
            } catch (IOException | NumberFormatException nobody) {
                return -1;
            }
        }

        private static void result(int status, String what) {
            switch (status) {
                case 0 -> { }
                case -1 -> throw new CommandException(DOWN);
                case 3 -> throw new CommandException("Invalid request: \"" + what + "\"");
                case 4 -> throw new CommandException("Flush service is not configured for destination \"" + what
                    + "\"");
                default -> throw new CommandException("Unknown flush server reply status " + status);
            }
        }
    }
}
