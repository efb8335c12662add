package org.postrider.agent.smtp;

import java.io.IOException;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.message.Content;
import org.postrider.message.HeaderName;
import org.postrider.message.MimeTrouble;
import org.postrider.message.MimeWalk;
import org.postrider.text.Latin1;

/// Looks whether a message has been delivered to an address before.
final class DeliveredTo implements MimeWalk.Sink {
    private final String wanted;
    private boolean found;
    private boolean over;

    private DeliveredTo(Address address) {
        wanted = Quoting.header(address);
    }

    /// Reads no more than the header.
    static boolean names(Content content, Address address, MimeWalk.Limits limits) throws IOException {
        var looking = new DeliveredTo(address);
        var walk = new MimeWalk(limits, false, Set.of(), looking);
        var buffer = new byte[1 << 13];
        try (var in = content.open()) {
            for (int got = in.read(buffer); got > 0 && !looking.over; got = in.read(buffer)) walk.feed(buffer, 0, got);
        }
        return looking.found;
    }

    @Override public void header(MimeWalk.Section section, HeaderName name, byte[] bytes, int length) {
        if (name != HeaderName.DELIVERED_TO) return;
        String value = Latin1.of(bytes, 0, length);
        found |= Latin1.same(value.substring(value.indexOf(':') + 1).strip(), wanted);
    }

    @Override public void headEnd() {
        over = true;
    }

    @Override public void body(byte[] bytes, int offset, int length, long at) {
        over = true;
    }

    @Override public void trouble(MimeTrouble trouble, byte[] bytes, int offset, int length) {
        throw new IllegalStateException("no trouble was asked for");
    }
}
