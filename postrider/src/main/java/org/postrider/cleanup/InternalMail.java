package org.postrider.cleanup;

import static org.postrider.config.SiteParams.MAIL_NAME;
import static org.postrider.config.SiteParams.MYHOSTNAME;
import static org.postrider.table.TableParams.SMTPUTF8_ENABLE;

import java.io.IOException;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.message.DateHeader;
import org.postrider.queue.Envelope;
import org.postrider.queue.QueueId;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// A message that the mail system writes itself: a notice, a transcript. Used by one thread; closing it without
/// [#commit] leaves nothing behind. Trouble on the way is told by commit.
public final class InternalMail implements AutoCloseable {
    private final Draft draft;

    private InternalMail(Draft draft) {
        this.draft = draft;
    }

    /// Who writes.
    public record Writer(Intake intake, Settings settings, Time time) {
        /// Whether what is written may have bytes beyond US-ASCII (`smtputf8_enable`).
        public boolean writesUtf8() {
            return settings.get(SMTPUTF8_ENABLE);
        }

        /// Begins a message to one recipient, with Received: and Date: headers.
        ///
        /// @param envelope its sender, and whatever the message is to inherit of another
        /// @throws IOException when the queue takes nothing now
        public InternalMail begin(Envelope envelope, Address recipient) throws IOException {
            return begin(envelope, recipient, Intake.Source.INTERNAL);
        }

        /// The same for a transcript that goes to the postmaster.
        public InternalMail notice(Envelope envelope, Address recipient) throws IOException {
            return begin(envelope, recipient, Intake.Source.NOTICE);
        }

        private InternalMail begin(Envelope envelope, Address recipient, Intake.Source source) throws IOException {
            var draft = intake.begin(envelope, source);
            draft.recipient(recipient, recipient, "", Set.of());
            var mail = new InternalMail(draft);
            String date = DateHeader.local().text(time.now());
            mail.line("Received: by " + settings.get(MYHOSTNAME) + " (" + settings.get(MAIL_NAME) + ")");
            mail.line("\tid " + draft.id() + "; " + date);
            mail.line("Date: " + date);
            return mail;
        }
    }

    public QueueId id() {
        return draft.id();
    }

    /// @param text one line without its end
    public void line(String text) {
        byte[] bytes = Latin1.bytes(text + "\n");
        content(bytes, 0, bytes.length);
    }

    public void content(byte[] bytes, int offset, int length) {
        draft.content(bytes, offset, length);
    }

    public Draft.Verdict commit() {
        return draft.commit();
    }

    @Override public void close() {
        draft.close();
    }
}
