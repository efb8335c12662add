package org.postrider.master;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.SequencedMap;
import org.postrider.log.Log;
import org.postrider.net.Attributes;
import org.postrider.net.Listener;
import org.postrider.net.Wire;
import org.postrider.pickup.Requeue;
import org.postrider.qmgr.QueueManager;
import org.postrider.queue.MessageImage;
import org.postrider.queue.QueueAction;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueRequest;
import org.postrider.queue.QueueStore;

/// Changes messages and shows them whole, for root and the mail owner: what postsuper(1) and postcat(1) talk to.
record Control(Parts parts, Peers peers, Log log) implements Listener.Handler {
    /// What it works with.
    record Parts(QueueStore store, QueueManager manager, Requeue requeue) {}

    @Override public void serve(Wire wire) {
        if (!peers.isTrusted(wire)) {
            log.warning("refused a request to change the queue from user " + Peers.name(wire));
            return;
        }
        while (Attributes.NULL_TERMINATED.read(wire)
                instanceof Attributes.Answer.Complete(SequencedMap<String, String> given)) {
            var request = QueueRequest.of(given);
            if (request.isEmpty()) answer(wire, "problem", "malformed request");
            else answer(wire, request.get());
            if (!wire.flush()) return;
        }
    }

    private static void answer(Wire wire, String name, String value) {
        var answer = new LinkedHashMap<String, String>();
        answer.put(name, value);
        Attributes.NULL_TERMINATED.write(wire, answer);
    }

    private void answer(Wire wire, QueueRequest request) {
        try {
            switch (request) {
                case QueueRequest.Change change -> answer(wire, "count", String.valueOf(change(change)));
                case QueueRequest.Show(QueueId id) -> show(wire, id);
            }
        } catch (IOException e) {
            answer(wire, "problem", String.valueOf(e.getMessage()));
        }
    }

    private int change(QueueRequest.Change change) throws IOException {
        Set<QueueId> done = change.one().isEmpty() ? change.action().applyAll(parts.store(), change.in())
            : change.action().apply(parts.store(), change.one().get(), change.in()) ? Set.of(change.one().get())
            : Set.of();
        if (change.action() == QueueAction.REQUEUE) Thread.startVirtualThread(() -> done.forEach(this::requeue));
        return done.size();
    }

    /// While deliveries of it are out, the message waits; the queue manager tells when they are over.
    private void requeue(QueueId id) {
        if (!parts.manager().isActive(id)) parts.requeue().take(id);
    }

    private void show(Wire wire, QueueId id) throws IOException {
        var message = parts.store().read(id);
        answer(wire, "found", message.isPresent() ? "1" : "0");
        if (message.isEmpty()) return;
        try {
            MessageImage.write(new DataOutputStream(new To(wire)), message.get());
        } catch (IOException broken) {
            log.warning(id + ": cannot show the message: " + broken.getMessage());
            wire.abort();
        }
    }

    private static final class To extends OutputStream {
        private final Wire wire;

        To(Wire wire) {
            this.wire = wire;
        }

        @Override public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override public void write(byte[] bytes, int offset, int length) {
            wire.write(bytes, offset, length);
        }
    }
}
