package org.postrider.master;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.postrider.log.Log;

/// Answers at a socket of the other process; only the users it is meant for get past the door, whatever the folder's
/// rights.
final class LinkServer implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Set<String> users;
    private final Talk talk;
    private final Log log;

    /// One connection; returns when it is over.
    interface Talk {
        void with(UnixLink link) throws IOException;
    }

    /// Who gets in.
    ///
    /// @param users names of those who may connect
    /// @param log   hears of others
    record Door(Set<String> users, Log log) {}

    LinkServer(Path socket, Door door, Talk talk) throws IOException {
        users = door.users();
        log = door.log();
        this.talk = talk;
        Files.deleteIfExists(socket);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), 1024);
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        Thread.ofPlatform().name("link " + socket.getFileName()).daemon().start(this::serve);
    }

    private void serve() {
        while (server.isOpen())
            try {
                var channel = server.accept();
                Thread.startVirtualThread(() -> talk(channel));
            } catch (IOException e) {
                if (server.isOpen()) log.warning("accept connection: " + e.getMessage());
            }
    }

    private void talk(SocketChannel channel) {
        try (var link = UnixLink.of(channel)) {
            String peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
            if (users.contains(peer)) talk.with(link);
            else log.warning("refused an internal connection from user " + peer);
        } catch (IOException gone) {
            return;
        } catch (RuntimeException bug) {
            log.panic("internal connection", bug);
        }
    }

    @Override public void close() {
        try {
            server.close();
        } catch (IOException e) {
            log.warning("closing an internal socket: " + e.getMessage());
        }
    }
}
