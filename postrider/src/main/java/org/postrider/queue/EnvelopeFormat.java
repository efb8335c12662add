package org.postrider.queue;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.postrider.address.Address;
import org.postrider.status.Notify;
import org.postrider.status.Ret;

/// An envelope and recipients as bytes: a version, then fields in fixed order. A reader takes every version up to its
/// own; a new field makes a new version.
final class EnvelopeFormat {
    private static final int VERSION = 1;

    /// What is stored together.
    record Stored(Envelope envelope, List<Recipient> recipients) {}

    private EnvelopeFormat() {}

    static void write(Encoder out, Envelope envelope, List<Recipient> recipients) {
        out.octet(VERSION);
        out.text(envelope.sender().text()).fixed(Entry.micros(envelope.arrival())).text(envelope.fullName());
        origin(out, envelope.origin());
        var options = envelope.options();
        int flags = (options.eightBit() ? 1 : 0) | (options.smtputf8() ? 2 : 0) | (options.requireTls() ? 4 : 0);
        out.octet(options.ret().ordinal()).octet(flags).text(options.envid());
        out.number(envelope.attributes().size());
        envelope.attributes().forEach((name, value) -> out.text(name).text(value));
        out.number(recipients.size());
        for (var recipient : recipients) recipient(out, recipient);
    }

    private static void origin(Encoder out, Origin origin) {
        out.octet(origin.equals(Origin.LOCAL) ? 0 : 1);
        if (origin.equals(Origin.LOCAL)) return;
        out.text(origin.clientName()).text(origin.clientAddress()).text(origin.clientPort()).text(origin.helo());
        out.text(origin.protocol()).text(origin.saslMethod()).text(origin.saslUsername()).text(origin.saslSender());
        out.text(origin.ident());
    }

    private static void recipient(Encoder out, Recipient recipient) {
        boolean same = recipient.original().equals(recipient.address());
        out.number(recipient.index()).text(recipient.address().text());
        out.octet(Notify.bits(recipient.notices()) | (same ? 0 : 0x80));
        if (!same) out.text(recipient.original().text());
        out.text(recipient.orcpt());
    }

    /// @throws IOException when a newer program wrote it
    static Stored read(ByteBuffer bytes) throws IOException {
        try {
            var in = new Decoder(bytes);
            int version = in.octet();
            if (version != VERSION)
                throw new IOException("message format " + version + " is unknown: written by a newer version?");
            return fields(in);
        } catch (BufferUnderflowException bug) {
            throw new DamagedException("envelope ends too early");
        }
    }

    private static Stored fields(Decoder in) {
        var sender = new Address(in.text());
        var arrival = Entry.instant(in.fixed());
        String fullName = in.text();
        var origin = in.octet() == 0 ? Origin.LOCAL : new Origin(in.text(), in.text(), in.text(), in.text(), in.text(),
            in.text(), in.text(), in.text(), in.text());
        var ret = Ret.values()[in.octet()];
        int flags = in.octet();
        var options = new Envelope.Options(ret, in.text(), (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
        var attributes = new HashMap<String, String>();
        for (long left = in.number(); left > 0; left--) attributes.put(in.text(), in.text());
        var envelope = new Envelope(sender, arrival, fullName, origin, options, attributes);
        var recipients = new ArrayList<Recipient>();
        for (long left = in.number(); left > 0; left--) recipients.add(recipient(in));
        return new Stored(envelope, List.copyOf(recipients));
    }

    private static Recipient recipient(Decoder in) {
        int index = (int) in.number();
        var address = new Address(in.text());
        int flags = in.octet();
        var original = (flags & 0x80) == 0 ? address : new Address(in.text());
        return new Recipient(index, address, original, in.text(), Notify.of(flags & 0xf));
    }
}
