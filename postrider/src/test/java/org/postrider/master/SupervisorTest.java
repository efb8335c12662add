package org.postrider.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postrider.log.Log;
import org.postrider.time.Time;

/// With a shell script in the place of the mail process.
class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final CountDownLatch reloaded = new CountDownLatch(1);

    private Supervisor supervisor(String script) {
        return new Supervisor(List.of("/bin/sh", "-c", script), new Supervisor.Means(new Starter(said, ""),
            new Log((severity, _, _, text) -> log.add(severity.word() + text), "postfix/master", 1), Time.system(),
            reloaded::countDown));
    }

    @Test void aMailProcessThatDiesIsStartedAgain() throws Exception {
        var supervisor = supervisor("echo ready; exec sleep 60");
        var end = start(supervisor);
        assertTimeoutPreemptively(PATIENCE, () -> {
            for (var found = child(); found.isEmpty() || !found.get().destroyForcibly(); found = child())
                Thread.onSpinWait();
            String line = log.take();
            assertTrue(line.matches("warning: process mail pid \\d+ killed by signal 9"), line);
            while (child().isEmpty()) Thread.onSpinWait();
        });
        supervisor.stop();
        assertEquals(0, end.get(20, TimeUnit.SECONDS));
        assertEquals("ready\n", said.toString());
    }

    @Test void whatStandsInTheWayOfTheFirstStartIsHandedOn() throws Exception {
        var end = start(supervisor("echo 'warning: odd'; echo 'fatal: no room'; exit 1"));
        assertEquals(1, end.get(20, TimeUnit.SECONDS));
        assertEquals("warning: odd\nfatal: no room\n", said.toString());
    }

    @Test void aReloadIsOverWhenTheMailProcessSaysSo() throws Exception {
        var supervisor = supervisor("trap 'echo reloaded' HUP; echo ready; while :; do sleep 0.01; done");
        var end = start(supervisor);
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (said.size() == 0) Thread.onSpinWait();
        });
        supervisor.reload();
        assertTrue(reloaded.await(20, TimeUnit.SECONDS));
        supervisor.stop();
        assertEquals(0, end.get(20, TimeUnit.SECONDS));
    }

    private static FutureTask<Integer> start(Supervisor supervisor) {
        var end = new FutureTask<>(supervisor::run);
        Thread.ofPlatform().daemon().start(end);
        return end;
    }

    /// The shell's successor; others of this process have ended.
    private static java.util.Optional<ProcessHandle> child() {
        return ProcessHandle.current().children().filter(child ->
            child.info().command().filter(command -> command.endsWith("/sleep")).isPresent()).findFirst();
    }
}
