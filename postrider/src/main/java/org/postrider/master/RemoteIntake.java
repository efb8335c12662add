package org.postrider.master;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Intake;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueueId;
import org.postrider.status.Notify;

/// The mail process's door into the queue, as the supervisor's agents see it: mail that they forward.
///
/// @param socket of the mail process
record RemoteIntake(Path socket) implements Intake {
    /// What comes over the connection after the envelope.
    enum Verb { RECIPIENT, ATTRIBUTE, CONTENT, COMMIT }

    @Override public Draft begin(Envelope envelope, Source source) throws IOException {
        var link = UnixLink.connect(socket);
        try {
            Codec.envelope(link.out(), envelope);
            link.out().writeByte(source.ordinal());
            link.out().flush();
            if (!link.in().readBoolean()) throw new IOException(Codec.text(link.in()));
            return new Remote(link, new QueueId(Codec.text(link.in())));
        } catch (IOException e) {
            link.close();
            throw e;
        }
    }

    private static final class Remote implements Draft {
        private final UnixLink link;
        private final QueueId id;
        private boolean broken;

        Remote(UnixLink link, QueueId id) {
            this.link = link;
            this.id = id;
        }

        @Override public QueueId id() {
            return id;
        }

        private interface Step {
            void run() throws IOException;
        }

        private void send(Step step) {
            if (broken) return;
            try {
                step.run();
            } catch (IOException e) {
                broken = true;
            }
        }

        @Override public void recipient(Address address, Address original, String orcpt, Set<Notify> notify) {
            send(() -> {
                link.out().writeByte(Verb.RECIPIENT.ordinal());
                Codec.text(link.out(), address.text());
                Codec.text(link.out(), original.text());
                Codec.text(link.out(), orcpt);
                link.out().writeByte(Notify.bits(notify));
            });
        }

        @Override public void attribute(String name, String value) {
            send(() -> {
                link.out().writeByte(Verb.ATTRIBUTE.ordinal());
                Codec.text(link.out(), name);
                Codec.text(link.out(), value);
            });
        }

        @Override public void content(byte[] bytes, int offset, int length) {
            send(() -> {
                link.out().writeByte(Verb.CONTENT.ordinal());
                link.out().writeInt(length);
                link.out().write(bytes, offset, length);
            });
        }

        @Override public Verdict commit() {
            var verdict = new Verdict[] {new Verdict.Failed(Problem.WRITE, "")};
            send(() -> {
                link.out().writeByte(Verb.COMMIT.ordinal());
                link.out().flush();
                verdict[0] = IntakeServer.verdict(link.in());
            });
            return verdict[0];
        }

        @Override public void close() {
            link.close();
        }
    }
}
