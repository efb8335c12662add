package org.postrider.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postrider.log.Log;
import org.postrider.os.Errno;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;

/// One address that connections come in at. Each connection gets a slot and a virtual thread; when all slots are
/// taken, no more connections are accepted until one is free, and clients wait in the system's queue.
public final class Listener implements AutoCloseable {
    /// What came of binding.
    public sealed interface Binding {
        record Bound(Listener listener) implements Binding {}

        /// @param why what is wrong, where, and what to do
        record Failed(String why) implements Binding {}
    }

    /// What a listener works with.
    ///
    /// @param name    of the service, for threads and messages
    /// @param backlog connections that the system keeps waiting; it has a limit of its own (net.core.somaxconn)
    public record Means(String name, int backlog, Watchdog watchdog, Log log) {}

    /// Talks to one client, on a virtual thread. The wire is closed when it returns.
    @FunctionalInterface
    public interface Handler {
        void serve(Wire wire);
    }

    /// After a failed accept (no descriptors, no memory) an immediate retry would only spin.
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private final ServerSocketChannel server;
    private final String where;
    private final Means means;
    private final Slots slots;
    private final Set<Wire> open = ConcurrentHashMap.newKeySet();
    private volatile Handler handler = Wire::close;
    private volatile Thread acceptor = Thread.currentThread();
    private volatile boolean serving;

    private Listener(ServerSocketChannel server, String where, Means means, int slots) {
        this.server = server;
        this.where = where;
        this.means = means;
        this.slots = new Slots(slots);
    }

    /// An IPv6 address takes IPv6 connections only, except the wildcard `::`, which takes IPv4 too (the JDK cannot
    /// part them; [NetParams] knows).
    ///
    /// @param slots connections served at a time; 0 for no limit
    public static Binding tcp(InetSocketAddress address, int slots, Means means) {
        var where = Ip.of(address.getAddress()) + " port " + address.getPort();
        try {
            var server = ServerSocketChannel.open(Interfaces.family(address.getAddress()));
            try {
                server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                server.bind(address, means.backlog());
                return new Binding.Bound(new Listener(server, where, means, slots));
            } catch (IOException failure) {
                Connector.closeQuietly(server);
                throw failure;
            }
        } catch (IOException failure) {
            return new Binding.Failed("bind " + where + ": " + Errno.text(failure) + advice(failure, address));
        }
    }

    private static String advice(IOException failure, InetSocketAddress address) {
        var errno = Errno.of(failure).orElse(new Errno(0));
        if (errno.equals(Errno.EADDRINUSE))
            return " (another program has this port; find it with: ss -ltnp 'sport = :" + address.getPort() + "')";
        if (errno.equals(Errno.EACCES))
            return " (ports below 1024 need root or the capability CAP_NET_BIND_SERVICE)";
        if (errno.equals(Errno.EADDRNOTAVAIL))
            return " (no interface of this machine has this address; see inet_interfaces)";
        return "";
    }

    /// A Unix-domain socket. What lies at the path is replaced, as by Postfix: the lock on the service's pid file is
    /// what keeps two services apart, and a socket that a killed one left behind must not stop the next.
    ///
    /// @param mode permissions of the socket file, for instance 0666; who may reach it is the folder's matter
    public static Binding unix(String path, int mode, int slots, Means means) {
        try {
            var file = Path.of(Latin1.toUnicode(path));
            Files.deleteIfExists(file);
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                server.bind(UnixDomainSocketAddress.of(file), means.backlog());
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(letters(mode)));
                return new Binding.Bound(new Listener(server, path, means, slots));
            } catch (IOException failure) {
                Connector.closeQuietly(server);
                throw failure;
            }
        } catch (IOException failure) {
            return new Binding.Failed("bind " + path + ": " + Errno.text(failure)
                + " (is its folder there, and may this user write to it?)");
        } catch (InvalidPathException _) {
            return new Binding.Failed("bind " + path + ": no usable file name");
        }
    }

    private static String letters(int mode) {
        var text = new StringBuilder("rwxrwxrwx");
        for (int bit = 0; bit < 9; bit++)
            if ((mode & 0400 >> bit) == 0) text.setCharAt(bit, '-');
        return text.toString();
    }

    /// Where it listens: the port is a real one even when 0 was asked for.
    public SocketAddress address() {
        try {
            return server.getLocalAddress();
        } catch (IOException closed) {
            throw new IllegalStateException(where + ": not listening any more", closed);
        }
    }

    /// Begins to accept. Called again (after a reload) it gives new connections to another handler and changes the
    /// number of slots; sessions that run are left in peace.
    public void serve(Handler handler, int slots) {
        this.handler = handler;
        this.slots.resize(slots);
        if (serving) return;
        serving = true;
        acceptor = Thread.ofVirtual().name(means.name() + " accept " + where).start(this::accept);
    }

    /// True when all slots are taken: Postfix calls this stress.
    public boolean full() {
        return slots.full();
    }

    /// Connections being served now.
    public int busy() {
        return slots.taken();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                slots.awaitRoom();
                start(server.accept());
            } catch (InterruptedException | ClosedChannelException _) {
                return;
            } catch (IOException failure) {
                pause(failure);
            }
        }
    }

    private void pause(IOException failure) {
        means.log().warning("accept connection on " + where + ": " + Errno.text(failure)
            + "; trying again in " + PAUSE.toSeconds() + " s");
        try {
            means.watchdog().time().sleep(PAUSE);
        } catch (InterruptedException _) {
            Connector.closeQuietly(server);
        }
    }

    private void start(SocketChannel client) {
        Wire wire;
        try {
            if (client.getRemoteAddress() instanceof InetSocketAddress) Connector.prepare(client);
            wire = new Wire(new ChannelTransport(client), Wire.Ends.of(client), means.watchdog());
        } catch (IOException _) {
            // it hung up while it waited to be accepted: no session, nothing to tell
            Connector.closeQuietly(client);
            return;
        }
        slots.take();
        open.add(wire);
        Thread.ofVirtual().name(means.name()).start(() -> run(wire));
    }

    private void run(Wire wire) {
        try {
            handler.serve(wire);
        } catch (Throwable bug) {
            means.log().panic("session on " + where, bug);
            wire.abort();
        } finally {
            open.remove(wire);
            wire.close();
            slots.give();
        }
    }

    /// Stops listening; sessions go on. A Unix-domain socket's file is left to the next service.
    @Override public void close() {
        Connector.closeQuietly(server);
    }

    /// Stops listening, waits for the sessions to end, and cuts off those that haven't when the time is over.
    ///
    /// @return how many were cut off
    public int drain(Duration limit) throws InterruptedException {
        close();
        if (serving) {
            acceptor.interrupt();
            acceptor.join();    // nothing that it accepted is missed below
        }
        if (slots.awaitNone(limit)) return 0;
        var left = Set.copyOf(open);
        left.forEach(Wire::abort);
        return left.size();
    }
}
