package org.postrider.master;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// One connection between our processes, buffered both ways. For one thread at a time.
record UnixLink(SocketChannel channel, DataInputStream in, DataOutputStream out) implements AutoCloseable {
    private static final int BUFFER = 16 << 10;

    static UnixLink of(SocketChannel channel) {
        return new UnixLink(channel,
            new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER)),
            new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)));
    }

    static UnixLink connect(Path socket) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return of(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            return;
        }
    }
}
