package org.postrider.net;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/// A TCP or Unix-domain socket. The channel stays in blocking mode, in which a virtual thread waits without a thread.
final class ChannelTransport implements Transport {
    private final SocketChannel channel;
    private ByteBuffer reading = ByteBuffer.allocate(0);
    private ByteBuffer writing = reading;

    ChannelTransport(SocketChannel channel) {
        this.channel = channel;
    }

    @Override public int read(byte[] into, int offset, int length) throws IOException {
        reading = over(reading, into);
        return channel.read(reading.clear().limit(offset + length).position(offset));
    }

    @Override public int readWithin(Duration limit, byte[] into, int offset, int length) throws IOException {
        if (limit.isPositive()) return readPatiently(limit, into, offset, length);
        channel.configureBlocking(false);
        try {
            return read(into, offset, length);
        } finally {
            channel.configureBlocking(true);
        }
    }

    /// The channel itself knows no time limit; its socket view does, but there is none for Unix-domain sockets.
    private int readPatiently(Duration limit, byte[] into, int offset, int length) throws IOException {
        var socket = channel.socket();
        socket.setSoTimeout(Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
        try {
            return socket.getInputStream().read(into, offset, length);
        } catch (SocketTimeoutException _) {
            return 0;
        }
    }

    @Override public void write(byte[] from, int offset, int length) throws IOException {
        writing = over(writing, from);
        writing.clear().limit(offset + length).position(offset);
        while (writing.hasRemaining()) channel.write(writing);
    }

    Optional<UnixDomainPrincipal> credentials() {
        try {
            return channel.getRemoteAddress() instanceof UnixDomainSocketAddress
                ? Optional.of(channel.getOption(ExtendedSocketOptions.SO_PEERCRED)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();    // closed meanwhile: nobody is there
        }
    }

    /// A wire's arrays change rarely, so neither do the views on them.
    private static ByteBuffer over(ByteBuffer view, byte[] array) {
        return view.array() == array ? view : ByteBuffer.wrap(array);
    }

    @Override public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override public void close() throws IOException {
        channel.close();
    }
}
