package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The payload of a message record: 40 bytes that the index is built from, the envelope with a checksum of its own (so
/// that it can be read without the content), then the content, or the checksum of the blob that holds it.
///
///      0  number            16  arrival, microseconds      32  length of the envelope
///      8  birth of the id   24  size of the content        36  CRC32C of the 36 bytes before and the envelope
final class MessageFormat {
    static final int HEAD = 40;

    /// Flags of the frame.
    static final int HOLD = 1;
    static final int LONG_ID = 2;
    static final int BLOB = 4;

    private static final int AT_LENGTH = 32;
    private static final int AT_CHECKSUM = 36;

    private MessageFormat() {}

    static int flags(Entry entry) {
        return (entry.kept == QueueName.HOLD ? HOLD : 0) | (entry.longId ? LONG_ID : 0) | (entry.blob ? BLOB : 0);
    }

    static ByteBuffer head(Entry entry, ByteBuffer envelope) {
        var head = ByteBuffer.allocate(HEAD).putLong(entry.number).putLong(entry.born).putLong(entry.arrival)
            .putLong(entry.size).putInt(envelope.remaining());
        return head.putInt(checksum(head, envelope)).flip();
    }

    private static int checksum(ByteBuffer head, ByteBuffer envelope) {
        var checksum = new CRC32C();
        checksum.update(head.slice(0, AT_CHECKSUM));
        checksum.update(envelope.duplicate());
        return (int) checksum.getValue();
    }

    /// Fills in what the index keeps.
    static void index(Entry entry, ByteBuffer payload, int flags) {
        entry.born = payload.getLong(8);
        if (entry.amended == Location.NONE) entry.arrival = payload.getLong(16);
        entry.size = payload.getLong(24);
        entry.envelopeLength = payload.getInt(AT_LENGTH);
        entry.longId = (flags & LONG_ID) != 0;
        entry.blob = (flags & BLOB) != 0;
        if (entry.state == Location.NONE) entry.kept = (flags & HOLD) != 0 ? QueueName.HOLD : QueueName.INCOMING;
    }

    /// Bytes of a frame that must be read for its envelope.
    static int upToEnvelope(Entry entry) {
        return Frame.HEADER + HEAD + entry.envelopeLength;
    }

    /// @param frame at least as much of it as [#upToEnvelope] says
    static EnvelopeFormat.Stored envelope(Entry entry, ByteBuffer frame) throws IOException {
        var head = frame.slice(Frame.HEADER, HEAD);
        var envelope = frame.slice(Frame.HEADER + HEAD, entry.envelopeLength);
        boolean whole = head.getLong(0) == entry.number && head.getInt(AT_LENGTH) == entry.envelopeLength
            && head.getInt(AT_CHECKSUM) == checksum(head, envelope);
        if (!whole) throw new DamagedException("queue file " + entry.id() + ": envelope is damaged");
        return EnvelopeFormat.read(envelope);
    }

    /// What follows the envelope in a whole frame.
    static ByteBuffer rest(Entry entry, ByteBuffer frame) {
        var payload = Frame.payload(frame, 0);
        int from = HEAD + entry.envelopeLength;
        return payload.slice(from, payload.limit() - from);
    }
}
