package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postrider.message.Content;

/// Makes messages out of their records. The caller sees to it that nobody moves or deletes them meanwhile.
final class Loading {
    private Loading() {}

    static QueuedMessage message(Entry entry, Frames frames, Content content) throws IOException {
        var frame = frames.readStart(entry.message, MessageFormat.upToEnvelope(entry));
        var stored = MessageFormat.envelope(entry, frame);
        var envelope = entry.amended == Location.NONE ? stored.envelope()
            : UpdateFormat.readEnvelope(Frame.payload(frames.read(entry.amended), 0));
        var history = List.copyOf(history(entry, frames).values());
        return new QueuedMessage(entry.id(), entry.queue, envelope, stored.recipients(), history, content);
    }

    /// The last attempt of each recipient.
    static Map<Integer, Attempt> history(Entry entry, Frames frames) throws IOException {
        var found = new ByteBuffer[entry.attempts().length];
        for (int i = 0; i < found.length; i++) found[i] = frames.read(entry.attempts()[i]);
        Arrays.sort(found, Comparator.comparingLong(frame -> Frame.sequence(frame, 0)));
        var last = new TreeMap<Integer, Attempt>();
        for (var frame : found) UpdateFormat.readAttempts(Frame.payload(frame, 0), last);
        return last;
    }
}
