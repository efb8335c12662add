package org.postrider.master;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.delivery.DeliveryRequest.Purpose;
import org.postrider.delivery.Outcome;
import org.postrider.log.Log;
import org.postrider.message.Content;
import org.postrider.queue.QueueId;
import org.postrider.status.Fate;
import org.postrider.status.Why;

/// A delivery agent that lives in the supervisor. Connections are kept for the next delivery.
final class RemoteAgent implements DeliveryAgent {
    private static final Why UNAVAILABLE = Why.of("4.3.0", "mail transport unavailable");
    private final String service;
    private final Path socket;
    private final Log log;
    private final Deque<UnixLink> idle = new ConcurrentLinkedDeque<>();

    /// @param service name of the master.cf row
    /// @param socket  of the supervisor
    RemoteAgent(String service, Path socket, Log log) {
        this.service = service;
        this.socket = socket;
        this.log = log;
    }

    @Override public Delivery deliver(DeliveryRequest request) {
        var kept = Optional.ofNullable(idle.pollFirst());
        if (kept.isPresent()) {
            var delivery = deliver(kept.get(), request);
            if (delivery.isPresent()) return delivery.get();
        }
        try {
            var delivery = deliver(UnixLink.connect(socket), request);
            if (delivery.isPresent()) return delivery.get();
        } catch (IOException e) {
            log.warning("connect to transport private/" + service + ": " + e.getMessage());
        }
        var fate = new Fate.Deferred(UNAVAILABLE);
        return new Delivery(request.recipients().stream().map(r -> new Outcome(r, fate)).toList(),
            new Delivery.Health.Dead(UNAVAILABLE));
    }

    private Optional<Delivery> deliver(UnixLink link, DeliveryRequest request) {
        try {
            write(link, request);
            var delivery = Codec.delivery(link.in(), request.recipients());
            idle.addFirst(link);
            return Optional.of(delivery);
        } catch (IOException e) {
            link.close();
            return Optional.empty();
        }
    }

    private void write(UnixLink link, DeliveryRequest request) throws IOException {
        var out = link.out();
        Codec.text(out, service);
        Codec.id(out, request.id());
        Codec.envelope(out, request.envelope());
        Codec.text(out, request.nexthop());
        Codec.recipients(out, request.recipients());
        Codec.timing(out, request.timing());
        out.writeBoolean(request.purpose() == Purpose.PROBE);
        out.writeLong(request.content().size());
        request.content().transferTo(out);
        out.flush();
    }

    /// The other side of [#write].
    record Asked(String service, DeliveryRequest request) {
        static Asked read(DataInputStream in) throws IOException {
            String service = Codec.text(in);
            var id = new QueueId(Codec.text(in));
            var envelope = Codec.envelope(in);
            String nexthop = Codec.text(in);
            var recipients = Codec.recipients(in);
            var timing = Codec.timing(in);
            var purpose = in.readBoolean() ? Purpose.PROBE : Purpose.DELIVER;
            Content content = SpooledContent.read(in, in.readLong());
            return new Asked(service, new DeliveryRequest(id, envelope, content, nexthop, recipients, timing, purpose));
        }
    }
}
