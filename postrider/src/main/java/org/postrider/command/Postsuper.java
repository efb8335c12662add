package org.postrider.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postrider.config.Settings;
import org.postrider.queue.QueueAction;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;

/// postsuper(1): deletes, holds, releases, requeues and expires messages, for root.
///
/// The journal needs none of what `-p`, `-s` and `-S` mend in a queue of files: whatever a crash leaves behind is
/// tidied when it is opened. They are accepted and do nothing.
final class Postsuper implements Command {
    private static final String ALL = "ALL";
    /// Folders that Postfix's command knows and that hold no messages.
    private static final Set<String> LOGS = Set.of("bounce", "defer", "trace", "flush");

    @Override public String usage() {
        return "[-c config_dir] [-d queue_id (delete)] [-e queue_id (expire)] [-f queue_id (expire and/or un-hold)]"
            + " [-h queue_id (hold)] [-H queue_id (un-hold)] [-p (purge temporary files)] [-r queue_id (requeue)]"
            + " [-s (structure fix)] [-S (redundant structure fix)][-v (verbose)] [queue...]";
    }

    @Override public int run(Invocation call) throws IOException {
        if (!Caller.of().isRoot()) throw new CommandException("use of this command is reserved for the superuser");
        var options = call.options("c:d:e:f:h:H:pr:sSv");
        for (String directory : options.values('c'))
            if (!directory.startsWith("/")) throw new CommandException("-c requires absolute pathname");
        var settings = Setup.configuration(call, options.value('c')).settings();
        var voice = Voice.of(call, settings, Voice.Fallback.FILE);
        try {
            run(call, options, settings, voice);
            return ExitCodes.OK;
        } catch (CommandException end) {
            voice.ending(end);
            throw end;
        }
    }

    private static void run(Invocation call, Options options, Settings settings, Voice voice) throws IOException {
        if (options.found().stream().noneMatch(given -> "defhHr".indexOf(given.letter()) >= 0)) {
            queues(options.operands());
            return;
        }
        try (var changes = QueueChanges.open(settings, voice.log())) {
            var work = new Work(changes, queues(options.operands()), voice, new EnumMap<>(QueueAction.class));
            for (var given : options.found()) work.does(given, call);
            work.report();
        }
    }

    /// Empty when none are named.
    private static Set<QueueName> queues(List<String> names) {
        var queues = EnumSet.noneOf(QueueName.class);
        for (String name : names) {
            var queue = QueueName.of(name);
            if (queue.isEmpty() && !LOGS.contains(name))
                throw new CommandException("invalid directory name: " + name);
            queue.ifPresent(queues::add);
        }
        // Some were named but no messages are there: better nothing than everything.
        if (queues.isEmpty() && !names.isEmpty()) queues.add(QueueName.MAILDROP);
        return queues;
    }

    /// @param counts messages by what was done to them; what was asked for is there
    private record Work(QueueChanges changes, Set<QueueName> queues, Voice voice, Map<QueueAction, Integer> counts) {
        void does(Options.Switch given, Invocation call) throws IOException {
            List<QueueAction> actions = switch (given.letter()) {
                case 'd' -> List.of(QueueAction.DELETE);
                case 'e' -> List.of(QueueAction.EXPIRE);
                case 'f' -> List.of(QueueAction.EXPIRE, QueueAction.RELEASE);
                case 'h' -> List.of(QueueAction.HOLD);
                case 'H' -> List.of(QueueAction.RELEASE);
                case 'r' -> List.of(QueueAction.REQUEUE);
                default -> List.of();
            };
            for (var action : actions) count(action, 0);
            if (given.value().equals(ALL)) {
                for (var action : actions) count(action, changes.change(action, Optional.empty(), in(action)));
            } else if (given.value().equals("-")) {
                var lines = new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.ISO_8859_1));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) one(actions, line);
            } else {
                one(actions, given.value());
            }
        }

        private Set<QueueName> in(QueueAction action) {
            return queues.isEmpty() ? action.queues() : queues;
        }

        private void one(List<QueueAction> actions, String text) throws IOException {
            var id = QueueId.of(text);
            for (var action : actions) {
                if (id.isEmpty()) voice.warning("invalid mail queue id: " + text);
                else one(action, id.get());
            }
        }

        private void one(QueueAction action, QueueId id) throws IOException {
            int done = changes.change(action, Optional.of(id), in(action));
            count(action, done);
            if (done > 0) voice.info(id + ": " + switch (action) {
                case DELETE -> "removed";
                case HOLD -> "placed on hold";
                case RELEASE -> "released from hold";
                case REQUEUE -> "requeued";
                case EXPIRE -> "expired";
            });
        }

        private void count(QueueAction action, int more) {
            counts.merge(action, more, Integer::sum);
        }

        void report() {
            for (var action : List.of(QueueAction.REQUEUE, QueueAction.DELETE, QueueAction.EXPIRE, QueueAction.HOLD,
                    QueueAction.RELEASE)) {
                if (!counts.containsKey(action)) continue;
                int count = counts.get(action);
                voice.info(switch (action) {
                    case REQUEUE -> "Requeued: ";
                    case DELETE -> "Deleted: ";
                    case EXPIRE -> "Force-expired: ";
                    case HOLD -> "Placed on hold: ";
                    case RELEASE -> "Released from hold: ";
                } + count + " message" + (count == 1 ? "" : "s"));
            }
        }
    }
}
