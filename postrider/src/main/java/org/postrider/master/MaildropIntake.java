package org.postrider.master;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Intake;
import org.postrider.queue.Envelope;
import org.postrider.queue.MaildropFile;
import org.postrider.queue.QueueId;
import org.postrider.queue.Submission;
import org.postrider.status.Notify;
import org.postrider.status.Ret;
import org.postrider.time.Time;

/// Leaves messages in the maildrop, for a session that is not part of the mail system.
///
/// @param queue `$queue_directory`
/// @param limit bytes of a message; 0 for no limit
record MaildropIntake(Path queue, long limit, Time time) implements Intake {
    @Override public Draft begin(Envelope envelope, Source source) throws IOException {
        // The id belongs to a file, and what stands at its beginning is known only at the end: so there are two files.
        try (var named = MaildropFile.create(queue, new Submission(Map.of(), List.of()), 0)) {
            return new Dropped(envelope, named.id(time.now()));
        }
    }

    private final class Dropped implements Draft {
        private final Envelope envelope;
        private final QueueId id;
        private final List<String> recipients = new ArrayList<>();
        private final Map<String, String> facts = new HashMap<>();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private Optional<Verdict> trouble = Optional.empty();

        Dropped(Envelope envelope, QueueId id) {
            this.envelope = envelope;
            this.id = id;
            facts.put("sender", Quoting.header(envelope.sender()));
            facts.put("name", "");      // who called is not who sends
            var options = envelope.options();
            if (options.ret() != Ret.UNSAID) facts.put("ret", options.ret() == Ret.FULL ? "full" : "hdrs");
            if (!options.envid().isEmpty()) facts.put("envid", options.envid());
            if (options.eightBit()) facts.put("body", "8bit");
            if (options.smtputf8()) facts.put("smtputf8", "yes");
            if (options.requireTls()) facts.put("requiretls", "yes");
        }

        @Override public QueueId id() {
            return id;
        }

        @Override public void recipient(Address address, Address original, String orcpt, Set<Notify> notify) {
            String dsn = Notify.bits(notify) + " " + orcpt;
            if (!notify.isEmpty() || !orcpt.isEmpty()) facts.put("dsn." + recipients.size(), dsn);
            recipients.add(Quoting.header(original.isNull() ? address : original));
        }

        @Override public void attribute(String name, String value) {
            // None of them is for a user to set.
        }

        @Override public void content(byte[] bytes, int offset, int length) {
            if (limit > 0 && content.size() + (long) length > limit)
                trouble = Optional.of(new Verdict.Failed(Problem.SIZE, ""));
            else content.write(bytes, offset, length);
        }

        @Override public Verdict commit() {
            if (trouble.isPresent()) return trouble.get();
            try (var file = MaildropFile.create(queue, new Submission(facts, recipients), 0)) {
                byte[] bytes = content.toByteArray();
                file.write(bytes, 0, bytes.length);
                file.commit();
                return new Verdict.Queued();
            } catch (MaildropFile.TooLargeException large) {
                return new Verdict.Failed(Problem.SIZE, "");
            } catch (IOException failed) {
                return new Verdict.Failed(Problem.WRITE, "");
            }
        }

        @Override public void close() {
            content.reset();
        }
    }
}
