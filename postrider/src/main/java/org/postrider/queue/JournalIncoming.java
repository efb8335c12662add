package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.postrider.message.Content;

/// A message on its way into a [JournalQueueStore]: gathers the content in memory, or writes it into a blob when it
/// gets large.
final class JournalIncoming implements QueueStore.Incoming {
    /// From here on a file of its own is the faster place.
    static final int LARGE = 256 * 1024;
    private static final int FIRST = 8 * 1024;
    /// Room for the envelope, the recipients foremost, in the journal's longest record.
    private static final int ENVELOPE_LIMIT = Frame.LIMIT - Frame.HEADER - MessageFormat.HEAD - 64 - LARGE;

    private final JournalQueueStore.Parts parts;
    private final Entry entry;
    private final QueueId id;
    private final CRC32C checksum = new CRC32C();
    private byte[] bytes = new byte[FIRST];
    private int gathered;
    private JournalMedium.Appender blob;
    private boolean blobBegun;
    private boolean published;

    JournalIncoming(JournalQueueStore.Parts parts, Entry entry) {
        this.parts = parts;
        this.entry = entry;
        entry.born = Entry.micros(parts.around().time().now());
        entry.longId = parts.around().longIds();
        id = entry.id();
    }

    @Override public QueueId id() {
        return id;
    }

    @Override public long size() {
        return entry.size;
    }

    @Override public void write(byte[] more, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (gathered == LARGE) spill(false);
            int count = Math.min(length - done, LARGE - gathered);
            if (gathered + count > bytes.length)
                bytes = Arrays.copyOf(bytes, Math.min(LARGE, Math.max(gathered + count, bytes.length * 2)));
            System.arraycopy(more, offset + done, bytes, gathered, count);
            gathered += count;
            done += count;
        }
        entry.size += length;
    }

    private void spill(boolean durable) throws IOException {
        if (!blobBegun) {
            blob = parts.blobs().create(entry.number);
            blobBegun = true;
        }
        checksum.update(bytes, 0, gathered);
        blob.append(ByteBuffer.wrap(bytes, 0, gathered), durable);
        gathered = 0;
    }

    @Override public Content publish(Envelope envelope, List<Recipient> recipients, QueueName queue)
            throws IOException {
        if (published) throw new IllegalStateException(id + ": published twice");
        entry.arrival = Entry.micros(envelope.arrival());
        entry.kept = StoredContent.kept(queue);
        entry.queue = queue;
        var out = new Encoder(160 + 48 * recipients.size());
        EnvelopeFormat.write(out, envelope, recipients);
        var stored = out.done();
        if (stored.remaining() > ENVELOPE_LIMIT)
            throw new IOException(id + ": too many recipients: their addresses take " + stored.remaining() + " bytes");
        var content = content();
        entry.envelopeLength = stored.remaining();
        entry.message = parts.journal().commit(Frame.MESSAGE, MessageFormat.flags(entry),
            MessageFormat.head(entry, stored), stored, content);
        published = true;
        var atHand = atHand();
        parts.index().add(entry);
        return atHand;
    }

    /// What the record says of the content: all of it, or the checksum of the blob, which is durable then.
    private ByteBuffer content() throws IOException {
        if (!blobBegun) return ByteBuffer.wrap(bytes, 0, gathered);
        spill(true);
        entry.blob = true;
        endBlob();
        return ByteBuffer.allocate(4).putInt((int) checksum.getValue()).flip();
    }

    private void endBlob() throws IOException {
        if (blob == null) return;
        var ended = blob;
        blob = null;
        ended.seal(entry.size);
    }

    private Content atHand() {
        var stored = new StoredContent(parts, entry);
        if (entry.blob || entry.queue == QueueName.HOLD) return stored;
        byte[] kept = gathered < bytes.length / 2 ? Arrays.copyOf(bytes, gathered) : bytes;
        if (!parts.around().budget().take(kept.length)) return stored;
        entry.fresh = new FreshContent(parts.around().budget(), kept, gathered, stored);
        return entry.fresh;
    }

    @Override public void close() {
        if (published || !blobBegun) return;
        try {
            endBlob();
            parts.blobs().delete(entry.number);
        } catch (IOException why) {
            // Nothing refers to it: the next start removes it.
            parts.around().log().warning(id + ": cannot remove an unfinished blob: " + why.getMessage());
        }
    }
}
