package org.postrider.master;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.postrider.cleanup.Intake;
import org.postrider.config.MasterCf.Row;
import org.postrider.config.MasterCf.Type;
import org.postrider.config.Param;
import org.postrider.flush.FastFlush;
import org.postrider.flush.SiteFlush;
import org.postrider.net.Listener;
import org.postrider.os.ErrnoException;
import org.postrider.pickup.Pickup;
import org.postrider.pickup.Requeue;
import org.postrider.qmgr.QueueManager;
import org.postrider.queue.MaildropListing;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueRequest;
import org.postrider.queue.QueueStore;
import org.postrider.queue.QueuedMessage;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.text.Latin1;

/// What the commands of users and operators meet: the maildrop and the sockets in `public`, as the rows of master.cf
/// for the programs showq, qmgr, pickup and flush say.
final class Tools {
    /// Who gets past these sockets, and to what, is decided by who he is.
    private static final int OPEN = 0666;
    /// Without a wakeup timer in master.cf.
    private static final Duration SCAN = Duration.ofSeconds(60);

    private final Parts parts;
    private final FastFlush flush;
    private final AtomicReference<Served> current;
    private Optional<PostlogDoor> postlog = Optional.empty();

    /// What they work with.
    ///
    /// @param intake as the latest configuration has it
    record Parts(Ground ground, QueueStore store, QueueManager manager, Intake intake) {}

    /// All of it as one configuration has it.
    record Served(Wiring wiring, Pickup pickup, Requeue requeue, List<Doors.Local> doors) {}

    Tools(Parts parts, Wiring wiring) {
        this.parts = parts;
        var settings = wiring.site().settings("flush");
        var log = wiring.log("flush");
        flush = new FastFlush(settings, Tables.of(settings, log), new FastFlush.Parts(parts.store(),
            ids -> parts.manager().deliver(ids), parts.ground().time(), log));
        current = new AtomicReference<>(prepare(wiring));
    }

    /// Makes it for a new configuration; nothing of it works yet.
    Served prepare(Wiring wiring) {
        var settings = wiring.site().settings("pickup");
        var log = wiring.log("pickup");
        var time = parts.ground().time();
        var pickup = new Pickup(settings, new org.postrider.pickup.Parts(wiring.intake(settings), wiring::giveBack,
            parts.ground().users(), Tables.of(settings, log), time, log));
        var requeue = new Requeue(settings, new Requeue.Parts(parts.store(), parts.intake(), time, log));
        return new Served(wiring, pickup, requeue, doors(wiring, pickup, requeue));
    }

    List<Doors.Local> doors() {
        return current.get().doors();
    }

    private List<Doors.Local> doors(Wiring wiring, Pickup pickup, Requeue requeue) {
        var site = wiring.site();
        var layout = parts.ground().layout();
        var control = new Control(new Control.Parts(parts.store(), parts.manager(), requeue), peers(wiring),
            wiring.log("master"));
        var doors = new ArrayList<Doors.Local>();
        doors.add(new Doors.Local(path(layout.sockets(false).resolve(QueueRequest.SOCKET)), OPEN, 0, control));
        for (var row : site.master().rows())
            if (row.type() == Type.UNIX || row.type() == Type.FIFO)
                handler(wiring, row, () -> {
                    pickup.scan();
                    requeue.all();
                }).ifPresent(handler -> doors.add(new Doors.Local(
                    path(layout.sockets(row.isPrivate()).resolve(Latin1.toUnicode(row.service()))), OPEN,
                    site.limit(row), handler)));
        return List.copyOf(doors);
    }

    private static String path(Path path) {
        return Latin1.fromUnicode(path.toString());
    }

    private Peers peers(Wiring wiring) {
        return Peers.of(wiring.site().settings(), parts.ground().users());
    }

    private Optional<Listener.Handler> handler(Wiring wiring, Row row, Runnable scan) {
        var peers = peers(wiring);
        return switch (row.program()) {
            case "showq" -> Optional.of(new ShowQueue(new ShowQueue.Source(parts.store(), parts.manager(),
                new MaildropListing(parts.ground().layout().maildrop(), parts.ground().users())), peers,
                users(wiring, row, ToolParams.MAILQ_USERS), wiring.log("showq")));
            case "flush" -> Optional.of(new FlushDoor(flush, parts.manager(), peers,
                users(wiring, row, ToolParams.FLUSH_USERS)));
            case "qmgr", "oqmgr" -> {
                var allowed = users(wiring, row, ToolParams.FLUSH_USERS);
                yield Optional.of(new TriggerDoor(wire -> peers.isAllowed(wire, allowed), parts.manager()::trigger));
            }
            case "pickup" -> Optional.of(new TriggerDoor(_ -> true, _ -> scan.run()));
            default -> Optional.empty();
        };
    }

    private static MatchList users(Wiring wiring, Row row, Param<String> list) {
        var settings = wiring.site().settings(row);
        return MatchList.strings(Tables.of(settings, wiring.log(row.program())), list);
    }

    /// Takes up what is there already, and what comes.
    void start() {
        start(current.get());
        listenForLines(current.get().wiring());
        Thread.ofVirtual().name("pickup-wakeup").start(this::wake);
    }

    private void start(Served set) {
        try {
            set.pickup().start();
        } catch (IOException e) {
            set.wiring().log("pickup").warning("cannot watch the maildrop, mail waits for scans: " + e.getMessage());
        }
        set.requeue().all();
    }

    private void listenForLines(Wiring wiring) {
        var row = wiring.site().row("postlogd").filter(one -> one.type() == Type.UNIX_DATAGRAM);
        postlog.ifPresent(PostlogDoor::close);
        postlog = Optional.empty();
        if (row.isEmpty()) return;
        var log = wiring.log("postlogd");
        var path = parts.ground().layout().sockets(row.get().isPrivate()).resolve(row.get().service());
        try {
            postlog = Optional.of(PostlogDoor.open(path(path), parts.ground().sink(), log));
        } catch (ErrnoException failed) {
            log.warning("bind " + path + ": " + failed.getMessage() + "; commands cannot log");
        }
    }

    /// The wakeup timer of the row for pickup: the file system tells of new files, so this is for what it missed.
    private void wake() {
        try {
            while (true) {
                parts.ground().time().sleep(interval());
                current.get().pickup().scan();
                current.get().requeue().all();
            }
        } catch (InterruptedException closed) {
            return;
        }
    }

    private Duration interval() {
        int seconds = current.get().wiring().site().row("pickup").map(row -> row.wakeup().seconds()).orElse(0);
        return seconds > 0 ? Duration.ofSeconds(seconds) : SCAN;
    }

    /// Puts a prepared set into the place of the present one.
    void use(Served fresh) {
        var settings = fresh.wiring().site().settings("flush");
        flush.configure(settings, Tables.of(settings, fresh.wiring().log("flush")));
        current.getAndSet(fresh).pickup().close();
        start(fresh);
        listenForLines(fresh.wiring());
    }

    /// Tries a destination's mail now: for ETRN.
    SiteFlush sites() {
        return flush;
    }

    void requeue(QueueId id) {
        current.get().requeue().take(id);
    }

    void deferred(QueuedMessage message) {
        flush.deferred(message);
    }

    void close() {
        current.get().pickup().close();
        postlog.ifPresent(PostlogDoor::close);
    }
}
