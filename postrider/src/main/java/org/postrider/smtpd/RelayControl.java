package org.postrider.smtpd;

import java.util.function.Predicate;
import org.postrider.address.Address;
import org.postrider.config.SiteParams;
import org.postrider.resolve.Rewriter;
import org.postrider.resolve.Route;
import org.postrider.smtpd.access.Facts;
import org.postrider.smtpd.access.Restrictions;
import org.postrider.smtpd.access.Ruling;
import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.smtpd.access.Stage;
import org.postrider.status.Reply;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.text.Ip;

/// The least that a mail server needs so as not to be an open relay, until the restrictions of main.cf are read:
/// strangers may send to our own domains and those that we relay for, `mynetworks` anywhere.
public final class RelayControl implements Restrictions {
    private final MatchList networks;
    private final Parts.Addresses addresses;
    private final Predicate<Ip> own;

    /// @param own true for addresses that mail is received on
    public RelayControl(Tables tables, Parts.Addresses addresses, Predicate<Ip> own) {
        networks = MatchList.networks(tables, SiteParams.MYNETWORKS);
        this.addresses = addresses;
        this.own = own;
    }

    @Override public Ruling check(Stage stage, Facts facts) {
        var recipient = facts.transaction().recipient();
        if (stage != Stage.RCPT || recipient.isEmpty()) return Ruling.PASS;
        return switch (networks.match(facts.client().name(), facts.client().address())) {
            case MatchList.Answer.Match() -> Ruling.PASS;
            case MatchList.Answer.NoMatch() -> stranger(facts, recipient.get());
            case MatchList.Answer.Unavailable _ -> cannotTell(recipient.get());
        };
    }

    private Ruling stranger(Facts facts, Address recipient) {
        var standard = addresses.rewriter().rewrite(Rewriter.Context.LOCAL, recipient);
        return switch (addresses.router().route(facts.transaction().sender().orElse(Address.NULL), standard)) {
            case Route.To to when to.addressClass() != Route.AddressClass.DEFAULT && !to.isRouted() -> Ruling.PASS;
            case Route.To _, Route.Unroutable _ -> Ruling.refuse(Trouble.POLICY, new Reply(454, "4.7.1",
                "<" + recipient + ">: Relay access denied"));
            case Route.Unavailable _ -> cannotTell(recipient);
        };
    }

    private static Ruling cannotTell(Address recipient) {
        return Ruling.refuse(Trouble.DATA, new Reply(451, "4.3.0", "<" + recipient + ">: Temporary lookup failure"));
    }

    @Override public Rewriting rewriting(Facts facts) {
        return new Rewriting.As(facts.client().ip().filter(own).isPresent() ? Rewriter.Context.LOCAL
            : Rewriter.Context.REMOTE);
    }
}
