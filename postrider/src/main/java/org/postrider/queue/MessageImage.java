package org.postrider.queue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.TreeMap;
import org.postrider.message.Content;

/// A whole message as it crosses a socket between programs of one build: all but its content, then the content.
public final class MessageImage {
    /// As long as the journal's longest record.
    private static final int LONGEST = Frame.LIMIT;

    private MessageImage() {}

    public static void write(DataOutputStream out, QueuedMessage message) throws IOException {
        var image = new Encoder(512);
        image.text(message.id().text()).text(message.queue().word()).number(message.content().size());
        image.number(message.history().size());
        for (var attempt : message.history()) AttemptFormat.write(image, attempt);
        EnvelopeFormat.write(image, message.envelope(), message.recipients());
        var bytes = image.done();
        out.writeInt(bytes.remaining());
        out.write(bytes.array(), 0, bytes.remaining());
        message.content().transferTo(out);
    }

    /// The message; its content can be read once, from `in`.
    ///
    /// @throws IOException when the other side ended too early or is of another build
    public static QueuedMessage read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) throw new IOException("malformed message from the mail system");
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        var buffer = ByteBuffer.wrap(bytes);
        var image = new Decoder(buffer);
        var id = new QueueId(image.text());
        var queue = QueueName.of(image.text()).orElseThrow(() -> new IOException("malformed message"));
        long size = image.number();
        var history = new TreeMap<Integer, Attempt>();
        for (long left = image.number(); left > 0; left--) {
            var attempt = AttemptFormat.read(image);
            history.put(attempt.recipient(), attempt);
        }
        var stored = EnvelopeFormat.read(buffer.slice());
        return new QueuedMessage(id, queue, stored.envelope(), stored.recipients(), new ArrayList<>(history.values()),
            new Arriving(in, size));
    }

    private record Arriving(DataInputStream in, long size) implements Content {
        @Override public InputStream open() {
            return new Bounded(in, size);
        }
    }
}
