package org.postrider.agent.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.postrider.log.Log;
import org.postrider.text.Latin1;

/// Tells comsat(8) that somebody has new mail.
final class Biff {
    private static final int PORT = 512;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private Biff() {}

    /// Sends a packet and forgets it; that nobody listens is not worth a word.
    ///
    /// @param at where in the mailbox file the message begins: comsat shows its first lines
    static void tell(String user, long at, Log log) {
        try (var channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            channel.send(ByteBuffer.wrap(Latin1.bytes(user + "@" + at)),
                new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), PORT));
        } catch (IOException e) {
            log.warning("biff: cannot send a packet to the comsat service: " + e.getMessage()
                + "; set biff = no if nobody needs it");
        }
    }
}
