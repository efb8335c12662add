package org.postrider.queue;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import org.postrider.status.Fate;
import org.postrider.status.Why;

/// An [Attempt] as bytes.
final class AttemptFormat {
    private static final int SAME_TEXT = 0x80;
    private static final int RELAY = 0x40;

    private AttemptFormat() {}

    static void write(Encoder out, Attempt attempt) {
        var why = attempt.fate().why();
        boolean same = why.diagnostic().text().equals(why.text());
        out.number(attempt.recipient()).fixed(Entry.micros(attempt.when()));
        boolean relay = !attempt.relay().isEmpty();
        out.octet(kind(attempt.fate()) | (same ? SAME_TEXT : 0) | (relay ? RELAY : 0));
        out.text(why.status()).text(why.text()).text(why.diagnostic().type());
        if (!same) out.text(why.diagnostic().text());
        out.text(why.mta());
        if (relay) out.text(attempt.relay());
    }

    private static int kind(Fate fate) {
        return switch (fate) {
            case Fate.Delivered _ -> 1;
            case Fate.Relayed _ -> 2;
            case Fate.PassedOn _ -> 3;
            case Fate.Expanded _ -> 4;
            case Fate.Deferred _ -> 5;
            case Fate.Bounced _ -> 6;
        };
    }

    static Attempt read(Decoder in) throws IOException {
        try {
            int recipient = (int) in.number();
            var when = Entry.instant(in.fixed());
            int flags = in.octet();
            String status = in.text(), text = in.text(), type = in.text();
            String diagnostic = (flags & SAME_TEXT) != 0 ? text : in.text();
            var why = new Why(status, text, new Why.Diagnostic(type, diagnostic), in.text());
            String relay = (flags & RELAY) != 0 ? in.text() : "";
            return new Attempt(recipient, when, fate(flags & ~(SAME_TEXT | RELAY), why), relay);
        } catch (BufferUnderflowException bug) {
            throw new DamagedException("attempt ends too early");
        }
    }

    private static Fate fate(int kind, Why why) throws IOException {
        return switch (kind) {
            case 1 -> new Fate.Delivered(why);
            case 2 -> new Fate.Relayed(why);
            case 3 -> new Fate.PassedOn(why);
            case 4 -> new Fate.Expanded(why);
            case 5 -> new Fate.Deferred(why);
            case 6 -> new Fate.Bounced(why);
            default -> throw new IOException("outcome " + kind + " is unknown: written by a newer version?");
        };
    }
}
