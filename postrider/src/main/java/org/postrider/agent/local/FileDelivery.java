package org.postrider.agent.local;

import java.io.IOException;
import org.postrider.mailbox.Deposit;
import org.postrider.mailbox.Mbox;
import org.postrider.status.Why;

/// `/file/name` in an alias, .forward or :include: file.
final class FileDelivery {
    private final Stations stations;

    FileDelivery(Stations stations) {
        this.stations = stations;
    }

    void deliver(Job job, Target from, Rights given, String path) {
        var target = from.deeper();
        if (!job.isFirst("file " + Integer.toUnsignedString(given.uid()) + " " + path)) return;
        if (!stations.rules().files().contains(target.lineage().via()))
            job.bounce(target, "5.7.1", "mail to file is restricted");
        else if (job.isProbe()) job.sent(target, "delivers to file: " + path);
        else stations.accounts().unprivileged(job, target, given)
            .ifPresent(rights -> store(job, target, rights, path));
    }

    private void store(Job job, Target target, Rights rights, String path) {
        if (path.endsWith("/")) {
            stations.mailboxes().maildir(job, target, rights, path);
            return;
        }
        var mailboxes = stations.mailboxes();
        var file = new Mbox(path, stations.rules().locking(), stations.parts().time());
        var letter = mailboxes.letter(job, target, mailboxes.fromLine(target), true);
        Deposit deposit;
        try {
            deposit = mailboxes.turns().take(path,
                () -> stations.accounts().run(rights, () -> file.deliverToFile(letter, job.log()::warning)));
        } catch (IOException e) {
            deposit = new Deposit.Failed("4.3.0", e.getMessage());
        }
        switch (deposit) {
            case Deposit.Stored _ -> job.sent(target, "delivered to file: " + path);
            case Deposit.Failed(String status, String text) ->
                job.fail(target, Why.of(status, "cannot append message to file " + path + ": " + text));
        }
    }
}
