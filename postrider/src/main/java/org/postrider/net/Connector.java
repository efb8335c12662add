package org.postrider.net;

import static java.net.StandardSocketOptions.SO_KEEPALIVE;
import static java.net.StandardSocketOptions.TCP_NODELAY;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.postrider.os.Errno;
import org.postrider.text.Latin1;

/// Makes connections to others. Any number of threads; the call blocks its own, which should be virtual.
public record Connector(Watchdog watchdog) {
    /// What came of connecting.
    public sealed interface Connection {
        record Made(Wire wire) implements Connection {}

        /// @param why the system's text as Postfix logs it, for instance "Connection refused"
        record Failed(String why) implements Connection {}

        /// The wanted own address cannot be used; nothing was sent to the peer.
        record NotOurAddress(String why) implements Connection {}
    }

    /// @param from an address of ours that the connection should come from; empty lets the system choose
    /// @param limit positive; as long as Postfix's `smtp_connect_timeout` and its kin say
    public Connection tcp(InetSocketAddress to, Optional<InetAddress> from, Duration limit) {
        if (to.isUnresolved()) return new Connection.Failed("host not found");
        SocketChannel channel;
        try {
            channel = SocketChannel.open(Interfaces.family(to.getAddress()));
        } catch (IOException failure) {
            return new Connection.Failed(Errno.text(failure));
        }
        try {
            if (from.isPresent()) channel.bind(new InetSocketAddress(from.get(), 0));
        } catch (IOException failure) {
            closeQuietly(channel);
            return new Connection.NotOurAddress(Errno.text(failure));
        }
        return connect(channel, () -> {
            channel.socket().connect(to, Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
            prepare(channel);
        });
    }

    /// @param path where the peer listens, as bytes
    public Connection unix(String path) {
        try {
            var address = UnixDomainSocketAddress.of(Path.of(Latin1.toUnicode(path)));
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            return connect(channel, () -> channel.connect(address));
        } catch (InvalidPathException _) {
            return new Connection.Failed(Errno.ENOENT.text());
        } catch (IOException failure) {
            return new Connection.Failed(Errno.text(failure));
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private Connection connect(SocketChannel channel, Step connect) {
        try {
            connect.run();
            return new Connection.Made(new Wire(new ChannelTransport(channel), Wire.Ends.of(channel), watchdog));
        } catch (SocketTimeoutException _) {
            closeQuietly(channel);
            return new Connection.Failed(Errno.ETIMEDOUT.text());
        } catch (IOException failure) {
            closeQuietly(channel);
            return new Connection.Failed(Errno.text(failure));
        }
    }

    /// What every TCP connection of ours has: replies leave at once, and a peer that lost its power is found out.
    static void prepare(SocketChannel channel) throws IOException {
        channel.setOption(TCP_NODELAY, true);
        channel.setOption(SO_KEEPALIVE, true);
    }

    static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception _) {
            // it is not needed any more
        }
    }
}
