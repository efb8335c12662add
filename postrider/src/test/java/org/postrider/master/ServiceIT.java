package org.postrider.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Start, reload, stop and sudden deaths of real processes.
class ServiceIT {
    @TempDir Path top;

    @Test void fromStartToStopWithASessionThatOutlivesAReload() throws Exception {
        try (var system = new RunningSystem(top)) {
            assertEquals(1, system.run("postfix", "status").status());
            system.start();
            var status = system.run("postfix", "status");
            assertEquals(0, status.status());
            assertTrue(status.text().endsWith("the Postfix mail system is running: PID: " + system.first().pid()
                + "\n"), status.text());
            var second = system.run("postfix", "start");
            assertEquals(1, second.status());
            assertTrue(second.text().endsWith("fatal: the Postfix mail system is already running\n"), second.text());

            try (var client = system.client()) {
                client.say("EHLO test");
                assertEquals(0, system.run("postfix", "reload").status());
                while (!system.log().contains("reload -- version")) Thread.onSpinWait();
                String reply = client.send("", "alice@example.test", "Subject: x\n\n");
                assertTrue(reply.startsWith("250 2.0.0 Ok: queued as "), reply);
                assertTrue(client.say("QUIT").startsWith("221 "));
            }
            assertEquals(0, system.run("postfix", "stop").status());
            var stopped = system.run("postfix", "status");
            assertEquals(1, stopped.status());
            assertTrue(stopped.text().endsWith("the Postfix mail system is not running\n"), stopped.text());
        }
    }

    @Test void aMailProcessThatWasKilledIsReplaced() throws Exception {
        try (var system = new RunningSystem(top)) {
            system.start();
            long killed = system.mail().pid();
            RunningSystem.kill(system.mail());
            if (!RunningSystem.root()) system.start();
            try (var client = system.client()) {
                assertTrue(client.say("HELO test").startsWith("250 "));
            }
            assertNotEquals(killed, system.mail().pid());
        }
    }

    @Test void whoeverIsKilledASecondStartWorksAtOnce() throws Exception {
        try (var system = new RunningSystem(top)) {
            system.start();
            long mail = system.mail().pid();
            RunningSystem.kill(system.first());
            system.start();
            assertTrue(RunningSystem.isOver(mail), "the killed supervisor's mail process lives on");
            try (var client = system.client()) {
                assertTrue(client.say("HELO test").startsWith("250 "));
            }
        }
    }

    @Test void aPortThatIsTakenIsSaidWithWhatToDo() throws Exception {
        try (var system = new RunningSystem(top);
                var _ = new ServerSocket(system.folder().port(), 1, InetAddress.getLoopbackAddress())) {
            var said = system.run("postfix", "start");
            assertEquals(1, said.status());
            assertTrue(said.text().contains("fatal: " + system.folder().conf() + "/master.cf, line 2: bind 127.0.0.1 "
                + "port " + system.folder().port() + ": Address already in use"), said.text());
            assertTrue(said.text().endsWith("fatal: mail system startup failed\n"), said.text());
        }
    }
}
