package org.postrider.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.postrider.time.Deadline;
import org.postrider.time.Time;

/// Real sockets. Each question has a socket of its own with a port that the system picks at random, which together with
/// the message's number makes answers hard to forge (RFC 5452).
final class SocketExchange implements Exchange {
    /// Larger than what we say that we take: some servers don't listen.
    private static final int LARGEST_DATAGRAM = 4096;
    private static final int ID_LENGTH = 2, HEADER = 12;

    private final Time time;

    SocketExchange(Time time) {
        this.time = time;
    }

    @Override public byte[] ask(InetSocketAddress server, byte[] query, boolean tcp, Duration patience)
            throws IOException {
        var deadline = Deadline.in(time, patience);
        return tcp ? stream(server, query, deadline) : datagram(server, query, deadline);
    }

    private static byte[] datagram(InetSocketAddress server, byte[] query, Deadline deadline) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(server);
            socket.send(new DatagramPacket(query, query.length));
            var packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
            do {
                socket.setSoTimeout(left(deadline));
                packet.setLength(LARGEST_DATAGRAM);
                socket.receive(packet);
            } while (!answers(packet.getData(), packet.getLength(), query));
            return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
        }
    }

    private static byte[] stream(InetSocketAddress server, byte[] query, Deadline deadline) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(server, left(deadline));
            socket.setSoTimeout(left(deadline));
            var framed = new byte[query.length + 2];
            framed[0] = (byte) (query.length >> 8);
            framed[1] = (byte) query.length;
            System.arraycopy(query, 0, framed, 2, query.length);
            socket.getOutputStream().write(framed);
            var in = new DataInputStream(socket.getInputStream());
            var answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            if (!answers(answer, answer.length, query)) throw new IOException("answer to another question");
            return answer;
        }
    }

    private static int left(Deadline deadline) throws SocketTimeoutException {
        long millis = deadline.left().toMillis();
        if (millis <= 0) throw new SocketTimeoutException("no answer in time");
        return (int) Math.min(Integer.MAX_VALUE, millis);
    }

    /// True when number and question are those of the query; anything else is a stray or a forgery. Servers that find
    /// the question malformed may leave it out.
    private static boolean answers(byte[] answer, int length, byte[] query) {
        if (length < HEADER || answer[0] != query[0] || answer[1] != query[1] || (answer[2] & 0x80) == 0) return false;
        int questions = (answer[4] & 0xff) << 8 | answer[5] & 0xff;
        if (questions == 0) return (answer[3] & 0xf) != 0;
        int end = questionEnd(query);
        if (length < end) return false;
        for (int i = HEADER; i < end; i++) if (lower(answer[i]) != lower(query[i])) return false;
        return true;
    }

    /// Where the name, type and class of the one question end.
    private static int questionEnd(byte[] query) {
        int at = HEADER;
        while (query[at] != 0) at += 1 + query[at];
        return at + 1 + 2 * ID_LENGTH;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 'a' - 'A' : b;
    }
}
