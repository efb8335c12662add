package org.postrider.master;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.postrider.flush.SiteFlush;
import org.postrider.flush.SiteFlush.Status;
import org.postrider.net.Attributes;
import org.postrider.net.Listener;
import org.postrider.net.Pace;
import org.postrider.net.Wire;
import org.postrider.qmgr.QueueManager;
import org.postrider.queue.QueueId;
import org.postrider.table.MatchList;

/// The service `flush` as Postfix's programs talk to it: tries one message, or one destination's mail, now.
///
/// @param allowed `authorized_flush_users`
record FlushDoor(SiteFlush sites, QueueManager manager, Peers peers, MatchList allowed) implements Listener.Handler {
    /// A request comes in one piece.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override public void serve(Wire wire) {
        wire.pace(Pace.each(PATIENCE));
        write(wire, "protocol", "queue_flush_protocol");
        if (!(Attributes.NULL_TERMINATED.read(wire)
                instanceof Attributes.Answer.Complete(SequencedMap<String, String> given))) return;
        var status = peers.isAllowed(wire, allowed) ? flush(given) : Status.DENY;
        write(wire, "status", String.valueOf(status.number()));
    }

    private Status flush(Map<String, String> request) {
        return switch (request.getOrDefault("request", "")) {
            case "send_site" -> sites.send(request.getOrDefault("site", ""));
            case "send_file" -> QueueId.of(request.getOrDefault("queue_id", "")).map(this::deliver)
                .orElse(Status.BAD);
            // Lists are in memory here, and tidied as mail is deferred.
            case "rfrsh", "purge" -> Status.OK;
            default -> Status.BAD;
        };
    }

    private Status deliver(QueueId id) {
        manager.deliver(id);
        return Status.OK;
    }

    private static void write(Wire wire, String name, String value) {
        var list = new LinkedHashMap<String, String>();
        list.put(name, value);
        Attributes.NULL_TERMINATED.write(wire, list);
    }
}
