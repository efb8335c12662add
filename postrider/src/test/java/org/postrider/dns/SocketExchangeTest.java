package org.postrider.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postrider.time.Time;

class SocketExchangeTest {
    /// Number 0x1234, one question: A of `a.b`.
    private static final byte[] QUERY = {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 'a', 1, 'b', 0, 0, 1, 0, 1};
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SocketExchange exchange = new SocketExchange(Time.system());

    private static byte[] reply(int number, char label) {
        var reply = QUERY.clone();
        reply[1] = (byte) number;
        reply[2] = (byte) 0x81;
        reply[13] = (byte) label;
        return reply;
    }

    @Test void strayAnswersAreWaitedOut() throws IOException {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> datagrams(server, QUERY, reply(0x35, 'a'), reply(0x34, 'x'),
                new byte[3], reply(0x34, 'A')));
            assertArrayEquals(reply(0x34, 'A'), exchange.ask(
                (InetSocketAddress) server.getLocalSocketAddress(), QUERY, false, PATIENCE));
        }
    }

    private static void datagrams(DatagramSocket server, byte[]... replies) {
        try {
            var packet = new DatagramPacket(new byte[512], 512);
            server.receive(packet);
            for (byte[] reply : replies)
                server.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
        } catch (IOException _) {
            // the test sees that nothing comes
        }
    }

    @Test void longAnswersComeOverAConnection() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> stream(server));
            assertArrayEquals(reply(0x34, 'a'), exchange.ask(
                (InetSocketAddress) server.getLocalSocketAddress(), QUERY, true, PATIENCE));
        }
    }

    private static void stream(ServerSocket server) {
        try (var client = server.accept()) {
            var in = new DataInputStream(client.getInputStream());
            in.readNBytes(in.readUnsignedShort());
            var reply = reply(0x34, 'a');
            client.getOutputStream().write(new byte[] {0, (byte) reply.length});
            client.getOutputStream().write(reply);
        } catch (IOException _) {
            // the test sees that nothing comes
        }
    }

    @Test void silenceEndsInATimeout() throws IOException {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThrows(SocketTimeoutException.class, () -> exchange.ask(
                (InetSocketAddress) server.getLocalSocketAddress(), QUERY, false, Duration.ofMillis(50)));
        }
    }
}
