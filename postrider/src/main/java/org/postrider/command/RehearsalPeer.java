package org.postrider.command;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.postrider.queue.Listed;
import org.postrider.queue.ListingFormat;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// Plays one service of the mail system for the [Rehearsal]: whatever it is asked, it gives the same answer.
final class RehearsalPeer {
    private RehearsalPeer() {}

    /// A queue with two messages.
    static String listing() {
        var waits = new Listed.Receiver("", "user@example.com", "defer", "connection refused");
        var other = new Listed.Receiver("list@example.com", "other@example.com", "", "");
        long now = Time.system().now().getEpochSecond();
        var text = new StringBuilder(ListingFormat.GREETING);
        ListingFormat.append(text, new Listed("deferred", "4XABCDEF01", now, 1000, false, "sender@example.org",
            List.of(waits, other)));
        ListingFormat.append(text, new Listed("active", "4XABCDEF02", now, 1000, true, "sender@example.org",
            List.of(other)));
        return text.append(ListingFormat.END).toString();
    }

    static void play(Path socket, String answer) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(() -> serve(server, answer));
    }

    private static void serve(ServerSocketChannel server, String answer) {
        while (server.isOpen())
            try (var client = server.accept()) {
                var bytes = ByteBuffer.wrap(Latin1.bytes(answer));
                while (bytes.hasRemaining()) client.write(bytes);
            } catch (IOException gone) {
                // The commands of a rehearsal need not hear all of it.
                continue;
            }
    }
}
