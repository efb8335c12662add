package org.postrider.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.postrider.message.Content;

/// A content that is read back from the journal or from its blob each time. Its checksum is always looked at; what is
/// damaged moves its message to the corrupt queue.
record StoredContent(JournalQueueStore.Parts parts, Entry entry) implements Content {
    @Override public long size() {
        return entry.size;
    }

    @Override public InputStream open() throws IOException {
        synchronized (entry) {
            if (entry.gone) throw new IOException(entry.id() + ": the message is gone");
            try {
                var rest = MessageFormat.rest(entry, parts.journal().read(entry.message));
                if (entry.blob) return new BlobInput(new BlobInput.Source(entry.id(), entry.size, this::damaged),
                    parts.blobs().open(entry.number), rest.getInt(0));
                return new ByteArrayInputStream(rest.array(), rest.arrayOffset(), rest.remaining());
            } catch (DamagedException damage) {
                damaged();
                throw damage;
            }
        }
    }

    @Override public void transferTo(OutputStream out) throws IOException {
        try (var in = open()) {
            in.transferTo(out);
        }
    }

    void damaged() throws IOException {
        synchronized (entry) {
            damaged(parts, entry);
        }
    }

    /// The caller holds the entry's monitor.
    static void damaged(JournalQueueStore.Parts parts, Entry entry) throws IOException {
        if (entry.gone || entry.queue == QueueName.CORRUPT) return;
        parts.around().log().warning("saving corrupt file \"" + entry.id() + "\" from queue \"" + entry.queue.word()
            + "\" to queue \"corrupt\"");
        keepState(parts.journal(), entry, QueueName.CORRUPT);
    }

    /// What a crash makes of a message in this queue.
    static QueueName kept(QueueName queue) {
        return queue == QueueName.ACTIVE ? QueueName.INCOMING : queue;
    }

    /// Moves a message and notes that for the next start. The caller holds the entry's monitor.
    static void keepState(Journal journal, Entry entry, QueueName to) throws IOException {
        var before = entry.kept;
        entry.kept = kept(to);
        try {
            long location = journal.append(Frame.UPDATE, 0, UpdateFormat.state(entry));
            journal.release(entry.state);
            entry.state = location;
        } catch (IOException why) {
            entry.kept = before;
            throw why;
        }
        entry.queue = to;
    }
}
