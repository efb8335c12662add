package org.postrider.pickup;

import static org.postrider.config.SiteParams.QUEUE_DIRECTORY;
import static org.postrider.pickup.PickupParams.FIX_LINE_ENDINGS;
import static org.postrider.pickup.PickupParams.SUBMIT_USERS;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;
import org.postrider.pickup.Delivery.Job;
import org.postrider.pickup.Delivery.Then;
import org.postrider.pickup.Submitted.Shape;
import org.postrider.table.MatchList;
import org.postrider.text.Latin1;

/// The pickup service: takes mail out of the maildrop as it comes. Safe for any thread.
public final class Pickup implements AutoCloseable {
    /// Enough to share the queue's syncs; each waits for the disk most of the time.
    private static final int AT_ONCE = 8;
    private static final Duration GIVEN_UP = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofHours(2);
    /// A stop waits that long for messages on their way.
    private static final long PATIENCE = 5;

    private final Parts parts;
    private final Maildrop maildrop;
    private final Delivery delivery;
    private final MatchList allowed;
    private final ExecutorService workers;
    /// Names that a worker has or will have.
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    /// Names that were looked at again while a worker had them.
    private final Set<String> again = ConcurrentHashMap.newKeySet();
    /// Names that were warned of.
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private volatile Optional<WatchService> watch = Optional.empty();

    /// @throws ConfigException when main.cf makes no sense here
    public Pickup(Settings settings, Parts parts) {
        this.parts = parts;
        Path queue = Path.of(Latin1.toUnicode(settings.get(QUEUE_DIRECTORY)));
        maildrop = new Maildrop(queue.resolve("maildrop"), queue.resolve("corrupt"));
        delivery = new Delivery(settings, parts, fix(settings));
        allowed = MatchList.strings(parts.tables(), SUBMIT_USERS);
        workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().name("pickup-", 1).factory());
    }

    private static LineEnds.Fix fix(Settings settings) {
        String text = settings.get(FIX_LINE_ENDINGS);
        return switch (text) {
            case "always" -> LineEnds.Fix.ALWAYS;
            case "strict" -> LineEnds.Fix.STRICT;
            case "never" -> LineEnds.Fix.NEVER;
            default -> throw new ConfigException("invalid " + FIX_LINE_ENDINGS + " value: " + text);
        };
    }

    /// Begins to watch the folder, and takes what is there already.
    ///
    /// @throws IOException when the folder cannot be watched; [#scan] still works
    public void start() throws IOException {
        try {
            var service = maildrop.folder().getFileSystem().newWatchService();
            watch = Optional.of(service);
            maildrop.folder().register(service, StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY);
            Thread.ofVirtual().name("pickup-watch").start(() -> watch(service));
        } finally {
            scan();
        }
    }

    private void watch(WatchService service) {
        try {
            while (true) {
                WatchKey key = service.take();
                for (var event : key.pollEvents()) seen(event);
                if (!key.reset()) {
                    parts.log().warning("cannot watch " + maildrop.folder() + " any more; mail waits for scans");
                    return;
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException stop) {
            // How #close ends this thread.
            return;
        }
    }

    private void seen(WatchEvent<?> event) {
        if (event.context() instanceof Path name) offer(Latin1.fromUnicode(name.toString()));
        else scan();
    }

    /// Looks through the folder. Returns when all is on its way, not when it is done.
    public void scan() {
        try {
            var names = maildrop.names();
            warned.retainAll(names);
            for (var name : names) offer(name);
        } catch (IOException e) {
            parts.log().warning("cannot read " + maildrop.folder() + ": " + e);
        }
    }

    private void offer(String name) {
        if (name.startsWith(".")) return;
        if (!taken.add(name)) {
            again.add(name);
            return;
        }
        try {
            workers.execute(() -> work(name));
        } catch (RejectedExecutionException closed) {
            taken.remove(name);
        }
    }

    private void work(String name) {
        try {
            again.remove(name);
            pick(name);
        } catch (ErrnoException e) {
            if (!e.errno().equals(Errno.ENOENT)) warn(name, "open input file maildrop/" + name + ": " + e.getMessage());
        } catch (NoSuchFileException gone) {
            // Two looks at a file that is gone after the first.
            warned.remove(name);
        } catch (IOException e) {
            parts.log().warning("maildrop/" + name + ": " + e.getMessage() + "; will try again");
        } catch (RuntimeException bug) {
            parts.log().panic("maildrop/" + name, bug);
        } finally {
            taken.remove(name);
            if (again.remove(name)) offer(name);
        }
    }

    /// Once for each file, not at each scan.
    private void warn(String name, String text) {
        if (warned.add(name)) parts.log().warning(text);
    }

    private void pick(String name) throws IOException {
        try (var file = Submitted.open(maildrop.path(name))) {
            var when = maildrop.modified(name);
            switch (file.shape()) {
                case Shape.Complete complete -> complete(name, file, complete);
                case Shape.Partial() -> {
                    if (when.plus(GIVEN_UP).isBefore(parts.time().now())) giveUp(name, file);
                }
                case Shape.Strange(String why) -> setAside(name, "uid=" + Integer.toUnsignedString(file.uid())
                    + ": " + why);
            }
        }
    }

    private void giveUp(String name, Submitted file) throws ErrnoException {
        parts.log().warning("maildrop/" + name + ": uid=" + Integer.toUnsignedString(file.uid())
            + ": incomplete for a day, so its submission failed; removed");
        maildrop.remove(name);
    }

    private void setAside(String name, String why) throws ErrnoException {
        warn(name, "maildrop/" + name + ": " + why + "; moved to the folder corrupt");
        maildrop.setAside(name);
    }

    private void complete(String name, Submitted file, Shape.Complete shape) throws IOException {
        switch (Submitter.of(parts.users(), file.uid())) {
            case Submitter.Found.Unavailable(String why) ->
                throw new IOException("cannot look up user " + Integer.toUnsignedString(file.uid()) + ": " + why);
            case Submitter.Found.Known(Submitter submitter) -> {
                if (isAllowed(name, submitter))
                    bring(name, new Job("maildrop/" + name, file, shape, submitter, when(name)));
            }
        }
    }

    /// The sendmail command looks at this too, but it is its user's to replace.
    private boolean isAllowed(String name, Submitter submitter) throws IOException {
        return switch (allowed.match(submitter.name())) {
            case MatchList.Answer.Match() -> true;
            case MatchList.Answer.NoMatch() -> {
                setAside(name, "uid=" + submitter.number() + ": User " + submitter.name()
                    + " is not allowed to submit mail");
                yield false;
            }
            case MatchList.Answer.Unavailable(String why) -> throw new IOException(SUBMIT_USERS + ": " + why);
        };
    }

    private Instant when(String name) throws IOException {
        var when = maildrop.modified(name);
        var now = parts.time().now();
        if (when.isAfter(now.plus(AHEAD))) {
            warn(name, "message maildrop/" + name + " dated " + Duration.between(now, when).toSeconds()
                + " seconds into the future");
            return now;
        }
        if (when.isBefore(now.minus(GIVEN_UP)))
            warn(name, "message maildrop/" + name + " has been queued for " + Duration.between(when, now).toDays()
                + " days");
        return when;
    }

    private void bring(String name, Job job) throws IOException {
        var then = delivery.bring(job);
        if (then == Then.REMOVE) maildrop.remove(name);
        else if (then == Then.SET_ASIDE) setAside(name, "uid=" + job.submitter().number() + ": cannot be queued");
    }

    /// Stops watching and waits a while for what is on its way; the rest is there at the next start.
    @Override public void close() {
        var service = watch;
        workers.shutdown();
        try {
            if (service.isPresent()) service.get().close();
            if (!workers.awaitTermination(PATIENCE, TimeUnit.SECONDS))
                parts.log().warning("stopped while messages were picked up; they may come twice");
        } catch (IOException e) {
            parts.log().warning("cannot stop watching: " + e.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
