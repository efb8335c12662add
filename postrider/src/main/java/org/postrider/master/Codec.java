package org.postrider.master;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postrider.address.Address;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.Outcome;
import org.postrider.delivery.Timing;
import org.postrider.queue.Envelope;
import org.postrider.queue.Origin;
import org.postrider.queue.QueueId;
import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Ret;
import org.postrider.status.Why;

/// How values cross the socket between our two processes. Both are of one build, so there are no versions; what is
/// read is bounded all the same.
final class Codec {
    /// The longest text: attribute values, reasons with a server's reply.
    private static final int LONGEST = 1 << 20;
    /// The most recipients of a delivery; the scheduler never makes larger ones than `..._recipient_limit` allows.
    private static final int MOST = 1 << 24;

    private Codec() {}

    static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.write(text.getBytes(ISO_8859_1));
    }

    static String text(DataInputStream in) throws IOException {
        byte[] bytes = new byte[count(in, LONGEST)];
        in.readFully(bytes);
        return new String(bytes, ISO_8859_1);
    }

    static int count(DataInputStream in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) throw new IOException("bad count " + count + " from the other process");
        return count;
    }

    static void envelope(DataOutputStream out, Envelope e) throws IOException {
        text(out, e.sender().text());
        out.writeLong(e.arrival().getEpochSecond());
        out.writeInt(e.arrival().getNano());
        text(out, e.fullName());
        origin(out, e.origin());
        var options = e.options();
        out.writeByte(options.ret().ordinal());
        text(out, options.envid());
        out.writeBoolean(options.eightBit());
        out.writeBoolean(options.smtputf8());
        out.writeBoolean(options.requireTls());
        out.writeInt(e.attributes().size());
        for (var attribute : e.attributes().entrySet()) {
            text(out, attribute.getKey());
            text(out, attribute.getValue());
        }
    }

    static Envelope envelope(DataInputStream in) throws IOException {
        var sender = new Address(text(in));
        var arrival = Instant.ofEpochSecond(in.readLong(), in.readInt());
        String fullName = text(in);
        var origin = origin(in);
        var options = new Envelope.Options(Ret.values()[in.readByte()], text(in), in.readBoolean(), in.readBoolean(),
            in.readBoolean());
        Map<String, String> attributes = new HashMap<>();
        for (int left = count(in, MOST); left > 0; left--) attributes.put(text(in), text(in));
        return new Envelope(sender, arrival, fullName, origin, options, attributes);
    }

    private static void origin(DataOutputStream out, Origin o) throws IOException {
        for (String text : List.of(o.clientName(), o.clientAddress(), o.clientPort(), o.helo(), o.protocol(),
            o.saslMethod(), o.saslUsername(), o.saslSender(), o.ident()))
            text(out, text);
    }

    private static Origin origin(DataInputStream in) throws IOException {
        return new Origin(text(in), text(in), text(in), text(in), text(in), text(in), text(in), text(in), text(in));
    }

    static void recipients(DataOutputStream out, List<Recipient> recipients) throws IOException {
        out.writeInt(recipients.size());
        for (var recipient : recipients) {
            out.writeInt(recipient.index());
            text(out, recipient.address().text());
            text(out, recipient.original().text());
            text(out, recipient.orcpt());
            out.writeByte(Notify.bits(recipient.notices()));
        }
    }

    static List<Recipient> recipients(DataInputStream in) throws IOException {
        var recipients = new ArrayList<Recipient>();
        for (int left = count(in, MOST); left > 0; left--)
            recipients.add(new Recipient(in.readInt(), new Address(text(in)), new Address(text(in)), text(in),
                Notify.of(in.readByte())));
        return recipients;
    }

    static void timing(DataOutputStream out, Timing t) throws IOException {
        for (long moment : new long[] {t.arrival(), t.active(), t.handoff(), t.connected(), t.done()})
            out.writeLong(moment);
    }

    static Timing timing(DataInputStream in) throws IOException {
        return new Timing(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    static void id(DataOutputStream out, QueueId id) throws IOException {
        text(out, id.text());
    }

    static void delivery(DataOutputStream out, Delivery delivery) throws IOException {
        out.writeInt(delivery.outcomes().size());
        for (var outcome : delivery.outcomes()) {
            out.writeInt(outcome.recipient().index());
            fate(out, outcome.fate());
            text(out, outcome.relay());
        }
        switch (delivery.health()) {
            case Delivery.Health.Alive _ -> out.writeBoolean(true);
            case Delivery.Health.Dead(Why why) -> {
                out.writeBoolean(false);
                why(out, why);
            }
        }
    }

    /// @param recipients of the request: the answer names them by index
    static Delivery delivery(DataInputStream in, List<Recipient> recipients) throws IOException {
        var byIndex = new HashMap<Integer, Recipient>();
        for (var recipient : recipients) byIndex.put(recipient.index(), recipient);
        var outcomes = new ArrayList<Outcome>();
        for (int left = count(in, MOST); left > 0; left--) {
            int index = in.readInt();
            if (!byIndex.containsKey(index)) throw new IOException("answer about an unknown recipient " + index);
            outcomes.add(new Outcome(byIndex.get(index), fate(in), text(in)));
        }
        return new Delivery(outcomes, in.readBoolean() ? Delivery.ALIVE : new Delivery.Health.Dead(why(in)));
    }

    private static void fate(DataOutputStream out, Fate fate) throws IOException {
        out.writeByte(switch (fate) {
            case Fate.Delivered _ -> 0;
            case Fate.Relayed _ -> 1;
            case Fate.PassedOn _ -> 2;
            case Fate.Expanded _ -> 3;
            case Fate.Deferred _ -> 4;
            case Fate.Bounced _ -> 5;
        });
        why(out, fate.why());
    }

    private static Fate fate(DataInputStream in) throws IOException {
        int kind = in.readByte();
        var why = why(in);
        return switch (kind) {
            case 0 -> new Fate.Delivered(why);
            case 1 -> new Fate.Relayed(why);
            case 2 -> new Fate.PassedOn(why);
            case 3 -> new Fate.Expanded(why);
            case 4 -> new Fate.Deferred(why);
            case 5 -> new Fate.Bounced(why);
            default -> throw new IOException("unknown outcome " + kind);
        };
    }

    private static void why(DataOutputStream out, Why why) throws IOException {
        text(out, why.status());
        text(out, why.text());
        text(out, why.diagnostic().type());
        text(out, why.diagnostic().text());
        text(out, why.mta());
    }

    private static Why why(DataInputStream in) throws IOException {
        return new Why(text(in), text(in), new Why.Diagnostic(text(in), text(in)), text(in));
    }
}
