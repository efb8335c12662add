package org.postrider.command;

import static org.postrider.config.SiteParams.MAIL_OWNER;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.os.ErrnoException;
import org.postrider.os.Privileges;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.queue.InUseException;
import org.postrider.queue.JournalQueueStore;
import org.postrider.queue.QueueAction;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueueRequest;
import org.postrider.queue.QueueStore;
import org.postrider.time.Time;

/// Changes messages in the queue: through the mail system when it runs, else in its stead.
interface QueueChanges extends AutoCloseable {
    /// @param one the message; empty for all
    /// @param in  only when it is in one of these queues
    /// @return to how many it was done
    int change(QueueAction action, Optional<QueueId> one, Set<QueueName> in) throws IOException;

    @Override void close() throws IOException;

    /// A service that starts or ends has the queue for itself but answers nobody yet, or no more.
    int TRIES = 100;
    Duration PAUSE = Duration.ofMillis(100);

    /// @throws CommandException when neither way is open
    static QueueChanges open(Settings settings, Log log) throws IOException {
        var system = MailSystem.of(settings);
        for (int left = TRIES;; left--) {
            try {
                return new Running(system.connect("public", QueueRequest.SOCKET));
            } catch (IOException nobody) {
                if (!Files.isDirectory(system.queue().resolve("journal"))) return new Nothing();
            }
            try {
                become(settings);
                return new Resting(JournalQueueStore.open(system.queue(), settings, Time.system(), log));
            } catch (InUseException busy) {
                if (left == 0) throw new CommandException(busy.getMessage() + ", which does not answer");
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Time.system().sleep(PAUSE);
        } catch (InterruptedException stop) {
            throw new CommandException("interrupted");
        }
    }

    /// What is written belongs to the mail owner then, as if the mail system had written it.
    private static void become(Settings settings) throws IOException {
        if (!Caller.of().isRoot()) return;
        String name = settings.get(MAIL_OWNER);
        if (!(Users.system().user(name) instanceof Users.Answer.Found<User>(User owner)))
            throw new CommandException("unknown mail_owner configuration parameter value: " + name);
        try {
            Privileges.become(owner);
        } catch (ErrnoException failed) {
            throw new CommandException("cannot become user " + name + ": " + failed.getMessage());
        }
    }

    /// Where no mail system ever ran there is nothing to change.
    record Nothing() implements QueueChanges {
        @Override public int change(QueueAction action, Optional<QueueId> one, Set<QueueName> in) {
            return 0;
        }

        @Override public void close() {}
    }

    record Resting(QueueStore store) implements QueueChanges {
        @Override public int change(QueueAction action, Optional<QueueId> one, Set<QueueName> in) throws IOException {
            if (one.isEmpty()) return action.applyAll(store, in).size();
            return action.apply(store, one.get(), in) ? 1 : 0;
        }

        @Override public void close() throws IOException {
            store.close();
        }
    }

    record Running(SocketChannel channel) implements QueueChanges {
        @Override public int change(QueueAction action, Optional<QueueId> one, Set<QueueName> in) throws IOException {
            MailSystem.send(channel, MailSystem.attributes(new QueueRequest.Change(action, one, in).attributes()));
            Map<String, String> answer = MailSystem.attributes(Channels.newInputStream(channel));
            if (answer.containsKey("problem")) throw new CommandException(answer.get("problem"));
            return Integer.parseInt(answer.getOrDefault("count", "0"));
        }

        @Override public void close() throws IOException {
            channel.close();
        }
    }
}
