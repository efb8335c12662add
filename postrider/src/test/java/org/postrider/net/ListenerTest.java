package org.postrider.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.log.Log;
import org.postrider.net.Connector.Connection;
import org.postrider.net.Line.None;
import org.postrider.net.Line.Whole;
import org.postrider.net.Listener.Binding;
import org.postrider.os.Identity;
import org.postrider.time.Time;

class ListenerTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private final BlockingQueue<String> logged = new LinkedBlockingQueue<>();
    private final Watchdog watchdog = new Watchdog(Time.system());
    private final Listener.Means means = new Listener.Means("test", 10, watchdog,
        new Log((severity, _, _, text) -> logged.add(severity.word() + text), "postfix/test", 1));
    private final Connector connector = new Connector(watchdog);
    private final Listener listener = bound(Listener.tcp(loopback(0), 0, means));

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    private static Listener bound(Binding binding) {
        return assertInstanceOf(Binding.Bound.class, binding).listener();
    }

    private Wire connect() {
        return connect((InetSocketAddress) listener.address());
    }

    private Wire connect(InetSocketAddress to) {
        return assertInstanceOf(Connection.Made.class, connector.tcp(to, Optional.empty(), LONG)).wire();
    }

    @AfterEach void close() throws Exception {
        listener.drain(Duration.ZERO);
    }

    private static void echo(Wire wire) {
        while (wire.readLine(1000) instanceof Whole(String text, boolean _)) wire.writeLine("you said " + text);
    }

    @Test void aSessionTalksOnAVirtualThread() {
        var virtual = new CompletableFuture<Boolean>();
        listener.serve(wire -> {
            virtual.complete(Thread.currentThread().isVirtual());
            echo(wire);
        }, 10);
        try (var wire = connect()) {
            assertEquals(listener.address(), wire.peer().orElseThrow());
            wire.writeLine("hello");
            assertEquals(new Whole("you said hello", false), wire.readLine(100));
            wire.finish();
            assertEquals(new None(new Ending.Closed()), wire.readLine(100));
        }
        assertTrue(virtual.join());
    }

    @Test void noMoreAreServedThanThereAreSlots() throws Exception {
        var entered = new Semaphore(0);
        var leave = new Semaphore(0);
        listener.serve(_ -> {
            entered.release();
            leave.acquireUninterruptibly();
        }, 2);
        try (var _ = connect(); var _ = connect(); var _ = connect()) {
            assertTrue(entered.tryAcquire(2, 20, TimeUnit.SECONDS));
            assertTrue(listener.full());
            assertEquals(2, listener.busy());
            leave.release();
            assertTrue(entered.tryAcquire(20, TimeUnit.SECONDS), "the third gets the free slot");
            leave.release(2);
        }
        assertEquals(0, listener.drain(LONG));
    }

    @Test void aReloadChangesHandlerAndSlotsForNewConnections() {
        listener.serve(wire -> wire.writeLine("first"), 1);
        try (var wire = connect()) {
            assertEquals(new Whole("first", false), wire.readLine(100));
        }
        listener.serve(wire -> wire.writeLine("second"), 5);
        try (var wire = connect()) {
            assertEquals(new Whole("second", false), wire.readLine(100));
        }
    }

    @Test void aBugInASessionIsLoggedAndTheNextIsServed() throws Exception {
        listener.serve(wire -> {
            if (wire.readLine(100) instanceof Whole(String text, boolean _) && text.equals("bug"))
                throw new IllegalStateException("boom");
            wire.writeLine("fine");
        }, 1);
        try (var wire = connect()) {
            wire.writeLine("bug");
            assertInstanceOf(None.class, wire.readLine(100));
        }
        try (var wire = connect()) {
            wire.writeLine("ok");
            assertEquals(new Whole("fine", false), wire.readLine(100));
        }
        var line = logged.poll(20, TimeUnit.SECONDS);
        assertTrue(line.startsWith("panic: session on 127.0.0.1 port ") && line.contains("boom"), line);
    }

    @Test void drainingWaitsForSessionsAndThenCutsThemOff() throws Exception {
        var entered = new CountDownLatch(1);
        var ended = new CompletableFuture<Line>();
        listener.serve(wire -> {
            entered.countDown();
            ended.complete(wire.readLine(100));
        }, 5);
        try (var wire = connect()) {
            entered.await();
            assertEquals(1, listener.drain(Duration.ofMillis(1)));
            assertInstanceOf(None.class, ended.get(20, TimeUnit.SECONDS));
            assertInstanceOf(None.class, wire.readLine(100));
        }
        assertEquals(new Connection.Failed("Connection refused"), connector.tcp(
            loopback(portOfAClosedListener()), Optional.empty(), LONG));
    }

    private int portOfAClosedListener() throws InterruptedException {
        var other = bound(Listener.tcp(loopback(0), 0, means));
        int port = ((InetSocketAddress) other.address()).getPort();
        other.drain(Duration.ZERO);
        return port;
    }

    @Test void aPortInUseIsNamedWithWhatToDo() {
        int port = ((InetSocketAddress) listener.address()).getPort();
        var why = assertInstanceOf(Binding.Failed.class, Listener.tcp(loopback(port), 1, means)).why();
        assertEquals("bind 127.0.0.1 port " + port + ": Address already in use (another program has this port; "
            + "find it with: ss -ltnp 'sport = :" + port + "')", why);
    }

    @Test void anAddressOfAnotherMachineIsNamed() {
        var why = assertInstanceOf(Binding.Failed.class,
            Listener.tcp(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 0), 1, means)).why();
        assertTrue(why.startsWith("bind 192.0.2.1 port 0: Cannot assign requested address (no interface"), why);
        assertEquals(new Connection.NotOurAddress("Cannot assign requested address"), connector.tcp(
            loopback(9), Optional.of(InetAddress.ofLiteral("192.0.2.1")), LONG));
    }

    @Test void aWireCanComeFromAnAddressOfOurChoice() throws Exception {
        var peer = new CompletableFuture<InetSocketAddress>();
        listener.serve(wire -> peer.complete(wire.peer().orElseThrow()), 5);
        var from = InetAddress.ofLiteral("127.0.0.2");
        var made = assertInstanceOf(Connection.Made.class,
            connector.tcp((InetSocketAddress) listener.address(), Optional.of(from), LONG));
        made.wire().close();
        assertEquals(from, peer.get(20, TimeUnit.SECONDS).getAddress());
    }

    @Test void aUnixSocketTellsWhoConnects(@TempDir Path folder) throws Exception {
        var path = folder + "/sock";
        Files.writeString(folder.resolve("sock"), "left behind by a killed one");
        var local = bound(Listener.unix(path, 0622, 0, means));
        assertEquals("rw--w--w-",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("sock"))));
        var owner = new CompletableFuture<String>();
        local.serve(wire -> {
            owner.complete(wire.credentials().orElseThrow().user().getName());
            echo(wire);
        }, 3);
        try (var wire = assertInstanceOf(Connection.Made.class, connector.unix(path)).wire()) {
            assertTrue(wire.peer().isEmpty());
            wire.writeLine("hi");
            assertEquals(new Whole("you said hi", false), wire.readLine(100));
            assertFalse(wire.pending());
        }
        assertEquals(Identity.current().root() ? "root" : System.getProperty("user.name"), owner.get());
        assertEquals(0, local.drain(LONG));
        assertEquals(new Connection.Failed("Connection refused"), connector.unix(path));
        assertEquals(new Connection.Failed("No such file or directory"), connector.unix(folder + "/none"));
        var why = assertInstanceOf(Binding.Failed.class, Listener.unix(folder + "/no/s", 0600, 0, means)).why();
        assertTrue(why.startsWith("bind " + folder + "/no/s: No such file or directory"), why);
    }

    @Test void lastWordsReachAPeerThatWasStillTalking() throws IOException {
        listener.serve(wire -> {
            wire.readLine(100);
            wire.writeLine("421 too many errors");
        }, 5);
        try (var socket = new Socket()) {
            socket.connect(listener.address());
            socket.getOutputStream().write("one\r\ntwo\r\nthree\r\n".repeat(100).getBytes());
            assertEquals("421 too many errors\r\n", new String(socket.getInputStream().readAllBytes()));
        }
    }

    @Test void aSilentPeerIsNoticedByTheRealWatchdog() throws Exception {
        var line = new CompletableFuture<Line>();
        listener.serve(wire -> {
            wire.pace(Pace.each(Duration.ofMillis(1)));
            line.complete(wire.readLine(100));
            wire.writeLine("421 timeout");
        }, 5);
        try (var wire = connect()) {
            assertEquals(new Whole("421 timeout", false), wire.readLine(100));
        }
        assertEquals(new None(new Ending.TimedOut()), line.get());
    }

    @Test void waitingForAGreetingLeavesTheWireAsItIs() {
        listener.serve(ListenerTest::echo, 5);
        try (var wire = connect()) {
            assertFalse(wire.readableWithin(Duration.ofMillis(1)));
            assertFalse(wire.pending());
            wire.writeLine("x");
            assertTrue(wire.readableWithin(LONG));
            assertEquals(new Whole("you said x", false), wire.readLine(100));
        }
    }
}
