package org.postrider.agent.virtual;

import static org.postrider.config.SiteParams.MYHOSTNAME;
import static org.postrider.mailbox.MailboxParams.STRICT_OWNERSHIP;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.postrider.address.Address;
import org.postrider.address.Extension;
import org.postrider.address.Quoting;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.delivery.Delivery;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.delivery.DeliveryLog;
import org.postrider.delivery.DeliveryRequest;
import org.postrider.delivery.DeliveryRequest.Purpose;
import org.postrider.delivery.Outcome;
import org.postrider.log.Log;
import org.postrider.mailbox.Deposit;
import org.postrider.mailbox.Letter;
import org.postrider.mailbox.Maildir;
import org.postrider.mailbox.Mbox;
import org.postrider.mailbox.Turns;
import org.postrider.os.RunAs;
import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Why;
import org.postrider.table.MapList;
import org.postrider.table.Table.Answer;
import org.postrider.table.Tables;
import org.postrider.time.Time;

/// The virtual(8) delivery agent.
public final class VirtualAgent implements DeliveryAgent {
    private static final Why MISCONFIGURED = Why.of("4.3.5", "mail system configuration error");

    private final Parts parts;
    private final DeliveryLog log;
    private final MapList mailboxes;
    private final MapList uids;
    private final MapList gids;
    private final Extension extension;
    private final Place.Rules rules;
    private final Turns turns = new Turns();

    /// What the agent works with.
    ///
    /// @param numbers delivery numbers for the log
    public record Parts(Tables tables, RunAs runAs, Time time, Log log, LongSupplier numbers) {}

    public VirtualAgent(Settings settings, Parts parts) {
        this.parts = parts;
        log = new DeliveryLog(parts.log(), settings);
        mailboxes = parts.tables().maps(SiteParams.VIRTUAL_MAILBOX_MAPS);
        uids = parts.tables().maps(VirtualParams.UID_MAPS);
        gids = parts.tables().maps(VirtualParams.GID_MAPS);
        extension = new Extension(settings.get(SiteParams.RECIPIENT_DELIMITER),
            settings.get(SiteParams.DOUBLE_BOUNCE_SENDER), false);
        rules = new Place.Rules(settings.get(VirtualParams.MAILBOX_BASE), settings.get(VirtualParams.MAILBOX_LIMIT),
            Mbox.Locking.of(settings, VirtualParams.MAILBOX_LOCK), settings.get(STRICT_OWNERSHIP),
            settings.get(MYHOSTNAME), settings.get(VirtualParams.MINIMUM_UID));
        long largest = settings.get(SiteParams.MESSAGE_SIZE_LIMIT);
        if (rules.limit() > 0 && largest > 0 && rules.limit() < largest)
            throw new ConfigException("configuration error: virtual_mailbox_limit is smaller than message_size_limit");
    }

    @Override public Delivery deliver(DeliveryRequest request) {
        long number = parts.numbers().getAsLong();
        var numbered = log.numbered(number, request.purpose());
        var outcomes = new ArrayList<Outcome>(request.recipients().size());
        for (var recipient : request.recipients()) {
            var outcome = new Outcome(recipient, deliver(request, recipient, number), "virtual");
            var now = parts.time().now();
            numbered.write(request.id(), outcome, "virtual",
                request.timing().doneAt(now.getEpochSecond() * 1_000_000 + now.getNano() / 1000));
            outcomes.add(outcome.told("virtual"));
        }
        return new Delivery(outcomes, Delivery.ALIVE);
    }

    private Fate deliver(DeliveryRequest request, Recipient recipient, long number) {
        return switch (find(mailboxes, recipient.address())) {
            case Answer.Absent() -> new Fate.Bounced(Why.of("5.1.1", "unknown user: \""
                + recipient.address().text() + "\""));
            case Answer.Unavailable _ -> new Fate.Deferred(MISCONFIGURED);
            case Answer.Found(String place) -> deliver(request, recipient, place, number);
        };
    }

    private Fate deliver(DeliveryRequest request, Recipient recipient, String place, long number) {
        int uid = id(uids, recipient, "uid", rules.minimumUid()), gid = id(gids, recipient, "gid", 1);
        if (uid < 0 || gid < 0) return new Fate.Deferred(MISCONFIGURED);
        var target = new Place(rules.base().isEmpty() ? place : rules.base() + "/" + place, uid, gid);
        if (request.purpose() == Purpose.PROBE) return new Fate.Delivered(
            Why.of("2.0.0", "delivers to " + (target.isMaildir() ? "maildir" : "mailbox")));
        try {
            Turns.Work work = () -> parts.runAs().run(new RunAs.Who(uid, gid),
                () -> put(request, recipient, target, number));
            return fate(target.isMaildir() ? work.run() : turns.take(target.path(), work), target);
        } catch (IOException e) {
            return new Fate.Deferred(Why.of("4.3.0", "delivery failed to mailbox " + target.path() + ": "
                + e.getMessage()));
        }
    }

    private Deposit put(DeliveryRequest request, Recipient recipient, Place place, long number) {
        String sender = Quoting.header(request.envelope().sender());
        String headers = Letter.headers(sender, Quoting.header(recipient.original()),
            Quoting.header(recipient.address()));
        if (place.isMaildir())
            return new Maildir(place.path(), rules.host(), number, parts.time())
                .deliver(new Letter(headers, request.content(), false, rules.limit()), "4.2.0");
        String from = Letter.fromLine(sender, parts.time().now());
        return new Mbox(place.path(), rules.locking(), parts.time())
            .deliver(new Letter(from + headers, request.content(), true, rules.limit()),
                new Mbox.Owner(place.uid(), place.gid(), rules.strict(), false), "4.2.0");
    }

    private Fate fate(Deposit deposit, Place place) {
        return switch (deposit) {
            case Deposit.Stored _ -> new Fate.Delivered(Why.of("2.0.0", place.isMaildir() ? "delivered to maildir"
                : "delivered to mailbox"));
            case Deposit.Failed(String status, String text) -> {
                if (place.isMaildir()) advise(text, place);
                String what = place.isMaildir() ? "maildir delivery failed: "
                    : "delivery failed to mailbox " + place.path() + ": ";
                var why = Why.of(status, what + text);
                yield status.startsWith("4") ? new Fate.Deferred(why) : new Fate.Bounced(why);
            }
        };
    }

    private void advise(String text, Place place) {
        if (!text.endsWith("Permission denied") && !text.endsWith("Read-only file system")) return;
        parts.log().warning("maildir access problem for UID/GID=" + place.uid() + "/" + place.gid() + ": " + text);
        parts.log().warning("perhaps you need to create the maildirs in advance");
    }

    /// The id, or -1 after saying what is wrong.
    private int id(MapList maps, Recipient recipient, String what, int least) {
        String table = "virtual_" + what + "_maps";
        switch (find(maps, recipient.address())) {
            case Answer.Found(String text) -> {
                int id = number(text.strip());
                if (id >= least) return id;
                parts.log().warning("recipient " + recipient.address() + ": bad " + what + " " + text + " in " + table);
            }
            case Answer.Absent() -> parts.log().warning("recipient " + recipient.address() + ": not found in " + table);
            case Answer.Unavailable(String why) -> parts.log().warning("table " + table + ": lookup "
                + recipient.address() + ": " + why);
        }
        return -1;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /// The full address, without its extension, its domain with `@`: the first that is there, or cannot tell.
    private Answer find(MapList maps, Address address) {
        var keys = new ArrayList<String>(List.of(address.text()));
        extension.strip(address).ifPresent(bare -> keys.add(bare.text()));
        for (String key : keys) {
            var answer = maps.lookup(key);
            if (!(answer instanceof Answer.Absent)) return answer;
        }
        return maps.lookupPart("@" + address.domain());
    }
}
