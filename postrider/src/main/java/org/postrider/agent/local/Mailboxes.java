package org.postrider.agent.local;

import java.io.IOException;
import org.postrider.address.Quoting;
import org.postrider.config.SiteParams;
import org.postrider.mailbox.Deposit;
import org.postrider.mailbox.Letter;
import org.postrider.mailbox.Maildir;
import org.postrider.mailbox.Mbox;
import org.postrider.mailbox.Turns;
import org.postrider.os.ErrnoException;
import org.postrider.os.FileCalls;
import org.postrider.status.Why;
import org.postrider.table.MapList;
import org.postrider.table.Table.Answer;
import org.postrider.table.Use;

/// A user's own mailbox, or what takes its place.
final class Mailboxes {
    /// The status of what has none of its own.
    private static final String OTHERWISE = "5.2.0";
    private static final int GROUP_WRITES = 020;
    private static final int ALL_WRITE = 02;
    private static final Rights ROOT = Rights.NONE;

    private final Stations stations;
    private final MapList transports;
    private final MapList commands;
    private final String transport;
    private final String command;
    private final String home;
    private final String spool;
    private final boolean biff;
    private final Turns turns = new Turns();

    Mailboxes(Stations stations) {
        this.stations = stations;
        var rules = stations.rules();
        var tables = stations.parts().tables();
        transports = tables.maps(LocalParams.MAILBOX_TRANSPORT_MAPS, Use.GUARDED);
        commands = tables.maps(LocalParams.MAILBOX_COMMAND_MAPS, Use.GUARDED);
        transport = rules.get(LocalParams.MAILBOX_TRANSPORT);
        command = rules.get(LocalParams.MAILBOX_COMMAND);
        home = rules.get(LocalParams.HOME_MAILBOX);
        spool = rules.get(LocalParams.SPOOL_DIRECTORY);
        biff = rules.get(LocalParams.BIFF);
    }

    /// @return false when there is no such user
    boolean deliver(Job job, Target from) {
        var target = from.deeper();
        if (!job.isFirst("mailbox " + target.name().local())) return true;
        switch (transports.lookup(target.name().user())) {
            case Answer.Found(String service) -> stations.passOn().deliver(job, target, service);
            case Answer.Unavailable _ -> job.defer(target, "4.3.0", "table lookup failure");
            case Answer.Absent() -> {
                if (transport.isEmpty()) return user(job, target);
                stations.passOn().deliver(job, target, transport);
            }
        }
        return true;
    }

    private boolean user(Job job, Target target) {
        var found = stations.accounts().find(job, target);
        if (found.user().isEmpty()) return !found.known();
        var rights = Rights.of(found.user().get());
        switch (commands.lookup(target.name().user())) {
            case Answer.Found(String own) -> stations.commands().deliver(job, target, rights, own);
            case Answer.Unavailable _ -> job.defer(target, "4.3.0", "table lookup failure");
            case Answer.Absent() -> {
                if (command.isEmpty()) store(job, target, rights);
                else stations.commands().deliver(job, target, rights, command);
            }
        }
        return true;
    }

    private void store(Job job, Target target, Rights rights) {
        if (home.endsWith("/")) maildir(job, target, rights, rights.home() + "/" + home);
        else if (!home.isEmpty()) mbox(job, target, rights, rights.home() + "/" + home);
        else if (spool.endsWith("/")) maildir(job, target, rights, spool + target.name().user() + "/");
        else mbox(job, target, rights, spool + "/" + target.name().user());
    }

    Turns turns() {
        return turns;
    }

    /// Also for files whose name ends in a slash.
    void maildir(Job job, Target from, Rights rights, String path) {
        var target = from.deeper();
        if (job.isProbe()) {
            job.sent(target, "delivers to maildir");
            return;
        }
        var folder = new Maildir(path, stations.rules().get(SiteParams.MYHOSTNAME), job.number(),
            stations.parts().time());
        var letter = letter(job, owned(target), "", false);
        Deposit deposit;
        try {
            deposit = stations.accounts().run(rights, () -> folder.deliver(letter, OTHERWISE));
        } catch (IOException e) {
            deposit = new Deposit.Failed("4.3.0", e.getMessage());
        }
        switch (deposit) {
            case Deposit.Stored _ -> job.sent(target, "delivered to maildir");
            case Deposit.Failed(String status, String text) -> {
                if (text.endsWith("Permission denied")) advise(job, rights, text);
                job.fail(target, Why.of(status, "maildir delivery failed: " + text));
            }
        }
    }

    private static void advise(Job job, Rights rights, String text) {
        job.log().warning("maildir access problem for UID/GID=" + Integer.toUnsignedString(rights.uid()) + "/"
            + Integer.toUnsignedString(rights.gid()) + ": " + text);
        job.log().warning("perhaps you need to create the maildirs in advance");
    }

    private void mbox(Job job, Target from, Rights rights, String path) {
        var target = from.deeper();
        if (job.isProbe()) {
            job.sent(target, "delivers to mailbox");
            return;
        }
        var writer = writer(rights);
        boolean give = writer.uid() != rights.uid();
        var owner = new Mbox.Owner(rights.uid(), rights.gid(), stations.rules().strictOwnership(), give);
        var mbox = new Mbox(path, stations.rules().locking(), stations.parts().time());
        var letter = letter(job, owned(target), fromLine(target), true);
        Deposit deposit;
        try {
            deposit = turns.take(path,
                () -> stations.accounts().run(writer, () -> mbox.deliver(letter, owner, OTHERWISE)));
        } catch (IOException e) {
            deposit = new Deposit.Failed("4.3.0", e.getMessage());
        }
        switch (deposit) {
            case Deposit.Stored(long at) -> {
                job.sent(target, "delivered to mailbox");
                if (biff) Biff.tell(target.name().user(), at, job.log());
            }
            case Deposit.Failed(String status, String text) -> {
                if (text.endsWith("is not owned by recipient")) job.log().warning(
                    "specify \"strict_mailbox_ownership = no\" to ignore mailbox ownership mismatch");
                job.fail(target, Why.of(status, "cannot update mailbox " + path + " for user " + target.name().user()
                    + ". " + text));
            }
        }
    }

    /// The least rights that can make a file and its lock there: the user's where everybody may, the user's in the
    /// spool folder's group where that may, else root's.
    private Rights writer(Rights rights) {
        if (!home.isEmpty() || !stations.accounts().switches()) return rights;
        try {
            var folder = FileCalls.stat(spool);
            if ((folder.mode() & ALL_WRITE) != 0) return rights;
            return (folder.mode() & GROUP_WRITES) == 0 ? ROOT
                : new Rights(rights.uid(), folder.owner().gid(), rights.home(), rights.shell());
        } catch (ErrnoException _) {
            return rights;
        }
    }

    /// In a mailbox the message shows whose it is, whatever led there.
    private Target owned(Target target) {
        return stations.rules().get(LocalParams.FROZEN_DELIVERED_TO) ? target
            : target.with(target.lineage().deliveredTo(target.recipient().address()));
    }

    /// The line before a message in a file of messages.
    String fromLine(Target target) {
        return Letter.fromLine(Quoting.header(target.lineage().sender()), stations.parts().time().now());
    }

    /// @param from goes before the headers; may be empty
    Letter letter(Job job, Target target, String from, boolean quoted) {
        boolean marked = stations.rules().marked().contains(Rules.Marked.FILE);
        String headers = Letter.headers(Quoting.header(target.lineage().sender()),
            Quoting.header(target.recipient().original()),
            marked ? Quoting.header(target.lineage().delivered()) : "");
        return new Letter(from + headers, job.request().content(), quoted,
            stations.rules().get(LocalParams.MAILBOX_LIMIT));
    }
}
