package org.postrider.delivery;

import static org.postrider.config.SiteParams.DELAY_LOGGING_RESOLUTION_LIMIT;
import static org.postrider.config.SiteParams.SOFT_BOUNCE;

import org.postrider.address.Quoting;
import org.postrider.config.Settings;
import org.postrider.delivery.DeliveryRequest.Purpose;
import org.postrider.log.Log;
import org.postrider.queue.QueueId;
import org.postrider.status.Fate;

/// The one line that Postfix logs for each recipient of each attempt; log analysers bind to it.
public final class DeliveryLog {
    private final Log log;
    private final int digits;
    private final boolean probes;
    private final boolean soft;

    public DeliveryLog(Log log, Settings settings) {
        this.log = log;
        digits = settings.get(DELAY_LOGGING_RESOLUTION_LIMIT);
        probes = false;
        soft = settings.get(SOFT_BOUNCE);
    }

    /// With the number of this delivery.
    public DeliveryLog numbered(long delivery) {
        return new DeliveryLog(this, log.numbered(delivery), probes);
    }

    /// For a request: what it only finds out is not called sent.
    public DeliveryLog numbered(long delivery, Purpose purpose) {
        return new DeliveryLog(this, log.numbered(delivery), purpose == Purpose.PROBE);
    }

    private DeliveryLog(DeliveryLog like, Log log, boolean probes) {
        this.log = log;
        this.probes = probes;
        digits = like.digits;
        soft = like.soft;
    }

    /// Who got the mail, or should have.
    ///
    /// @param relay `local`, `virtual`, `host[address]:port`, `none`
    /// @param use   of a connection that was kept: how many deliveries it had, this one included; 1 for a new one
    /// @param tls   wanted and reached protection; empty where there is nothing to tell
    public record Peer(String relay, int use, String tls) {}

    /// @param relay  `local`, `virtual`, `host[address]:port`, `none`
    /// @param timing with done set
    public void write(QueueId id, Outcome outcome, String relay, Timing timing) {
        write(id, outcome, new Peer(relay, 1, ""), timing);
    }

    /// @param timing with done set
    public void write(QueueId id, Outcome outcome, Peer peer, Timing timing) {
        var recipient = outcome.recipient();
        var fate = outcome.fate();
        var line = new StringBuilder(200).append(id).append(": to=<").append(Quoting.header(recipient.address()))
            .append('>');
        var original = recipient.original();
        if (!original.isNull() && !original.text().equalsIgnoreCase(recipient.address().text()))
            line.append(", orig_to=<").append(Quoting.header(original)).append('>');
        line.append(", relay=").append(peer.relay);
        if (peer.use > 1) line.append(", conn_use=").append(peer.use);
        delays(line, timing);
        if (!peer.tls.isEmpty()) line.append(", tls=").append(peer.tls);
        var why = softened(fate) ? fate.why().withClass('4') : fate.why();
        line.append(", dsn=").append(why.status()).append(", status=").append(word(fate))
            .append(" (").append(fate.why().text()).append(')');
        log.info(line.toString());
    }

    /// What [SoftBounce] makes of it.
    private boolean softened(Fate fate) {
        return soft && !probes && fate instanceof Fate.Bounced;
    }

    private String word(Fate fate) {
        if (!probes) return softened(fate) ? "SOFTBOUNCE" : fate.word();
        return switch (fate) {
            case Fate.Delivered _, Fate.Relayed _, Fate.PassedOn _, Fate.Expanded _ -> "deliverable";
            case Fate.Deferred _, Fate.Bounced _ -> "undeliverable";
        };
    }

    /// `delay=` all of it, `delays=` before the queue manager / in it / connection set-up / transmission.
    private void delays(StringBuilder line, Timing t) {
        long handoff = t.handoff() == 0 ? t.done() : t.handoff();
        long active = t.active() == 0 ? handoff : t.active();
        long connected = t.connected() == 0 ? handoff : t.connected();
        line.append(", delay=");
        seconds(line, t.done() - t.arrival());
        line.append(", delays=");
        seconds(line, active - t.arrival());
        line.append('/');
        seconds(line, handoff - active);
        line.append('/');
        seconds(line, connected - handoff);
        line.append('/');
        seconds(line, t.done() - connected);
    }

    /// At most two significant digits, at most [#digits] behind the point, no trailing zeros.
    private void seconds(StringBuilder line, long micros) {
        long left = Math.max(0, micros), whole = left / 1_000_000;
        int behind = whole >= 10 ? 0 : whole > 0 ? Math.min(1, digits) : digits;
        int significant = whole > 0 ? behind : firstDigits(left);
        int places = Math.min(behind, Math.max(significant, 0));
        long unit = 1;
        for (int i = places; i < 6; i++) unit *= 10;
        long rounded = (left + unit / 2) / unit;
        long scale = 1_000_000 / unit;
        line.append(rounded / scale);
        fraction(line, rounded % scale, places);
    }

    /// Places behind the point that two significant digits of a time under a second need.
    private static int firstDigits(long micros) {
        int places = 2;
        for (long limit = 100_000; micros < limit && places < 6; limit /= 10) places++;
        return places;
    }

    private static void fraction(StringBuilder line, long fraction, int places) {
        if (fraction == 0) return;
        String digits = Long.toString(fraction);
        var text = new StringBuilder(".");
        for (int i = digits.length(); i < places; i++) text.append('0');
        text.append(digits);
        while (text.charAt(text.length() - 1) == '0') text.setLength(text.length() - 1);
        line.append(text);
    }
}
