package org.postrider.master;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.postrider.config.ConfigException;
import org.postrider.log.Log;
import org.postrider.queue.JournalQueueStore;
import org.postrider.queue.QueueStore;

/// The process that holds the queue and everything that talks to the network, from start to end. Reloads and stops are
/// asked for from any thread, one at a time.
final class MailProcess {
    /// How long sessions and deliveries may go on after a stop was asked for. Postfix's own script waits five seconds.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Start start;
    private final Ground ground;
    private final QueueStore store;
    private final Services services;
    private final Log log;
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean stopping;

    private MailProcess(Start start, Services services, QueueStore store) {
        this.start = start;
        this.services = services;
        this.store = store;
        ground = services.ground();
        log = services.log();
    }

    /// Opens the queue and all services; on return they listen.
    ///
    /// @throws ConfigException when something in the configuration stands in the way
    /// @throws IOException     when the queue cannot be opened
    static MailProcess start(Start start, Site site, Ground ground) throws IOException {
        var log = ground.log(site.settings(), "master");
        for (var warning : site.warnings(Declared.all())) log.warning(warning);
        var store = JournalQueueStore.open(ground.layout().queue(), site.settings(), ground.time(),
            ground.log(site.settings(), "qmgr"));
        try {
            var services = new Services(site, ground, store);
            services.open();
            return new MailProcess(start, services, store);
        } catch (ConfigException | IOException e) {
            store.close();
            throw e;
        }
    }

    /// Reads the configuration again. Sessions and deliveries that run keep the old one; when the new one is wrong, so
    /// does everything.
    ///
    /// @return whether the new one is in use
    synchronized boolean reload() {
        if (stopping) return false;
        try {
            var site = Site.read(start, Declared.all());
            for (var warning : site.warnings(Declared.all())) log.warning(warning);
            services.reload(site);
            Sinks.renew(ground.sink(), site.settings());
            // Whoever waits for this line finds the new configuration in use.
            if (!ground.split()) log.info(site.label("reload"));
            return true;
        } catch (ConfigException e) {
            log.fatal("reload: " + e.getMessage() + "; the old configuration stays in use");
        } catch (RuntimeException bug) {
            log.panic("reload", bug);
        }
        return false;
    }

    /// Takes no more mail, lets what runs end within a limit, closes the queue.
    synchronized void stop() {
        if (stopping) return;
        stopping = true;
        if (!ground.split()) log.info("terminating on signal 15");
        try {
            services.close(GRACE);
            store.close();
        } catch (IOException e) {
            log.error("closing the queue: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /// Ends at once when the supervisor is gone: nobody would be left to stop us, and the next start needs our ports
    /// and the queue. The queue is safe whenever we end.
    static void endWith(InputStream supervisor) {
        Thread.ofPlatform().name("supervisor-watch").daemon().start(() -> {
            try {
                while (supervisor.read() >= 0) continue;
            } catch (IOException gone) {
                Runtime.getRuntime().halt(1);
            }
            Runtime.getRuntime().halt(1);
        });
    }

    /// Waits for the end.
    ///
    /// @return the exit status
    int await() throws InterruptedException {
        ended.await();
        return 0;
    }
}
