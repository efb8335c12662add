package org.postrider.smtpd.access;

import static org.postrider.config.SiteParams.MYNETWORKS;
import static org.postrider.smtpd.access.AccessParams.RELAY_CLIENTCERTS;
import static org.postrider.smtpd.access.AccessParams.UNKNOWN_CLIENT_CODE;

import java.util.Optional;
import org.postrider.smtpd.access.Facts.NameResult;
import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.table.MapList;
import org.postrider.table.MatchList;
import org.postrider.table.Table;

/// Restrictions on who the client is.
final class ClientChecks {
    private final Site site;
    private final MatchList mynetworks;
    private final MapList relayCertificates;
    private final int unknownCode;
    private final boolean asked;

    /// Whether a client is one; unknown when a table could not tell.
    sealed interface Answer {
        enum Plain implements Answer { YES, NO }

        record Unknown() implements Answer {}
    }

    ClientChecks(Site site) {
        this.site = site;
        var tables = site.parts().tables();
        mynetworks = MatchList.networks(tables, MYNETWORKS);
        relayCertificates = tables.maps(RELAY_CLIENTCERTS);
        unknownCode = site.settings().get(UNKNOWN_CLIENT_CODE);
        asked = asksForCertificate(site);
    }

    void declare(Keywords all) {
        permit(all, "permit_inet_interfaces", this::isOwn);
        permit(all, "permit_mynetworks", this::isInMyNetworks);
        permit(all, "permit_sasl_authenticated", this::isAuthenticated);
        permit(all, "permit_tls_clientcerts", trial -> hasCertificate(trial, false));
        permit(all, "permit_tls_all_clientcerts", trial -> hasCertificate(trial, true));
        all.add("reject_unknown_client_hostname", this::unknownName);
        all.add("reject_unknown_client", this::unknownName);
        all.add("reject_unknown_reverse_client_hostname", this::unknownReverseName);
    }

    interface Question {
        Answer ask(Trial trial);
    }

    private static void permit(Keywords all, String name, Question question) {
        all.add(name, (Reading reading) -> {
            String spelled = reading.keyword();
            return (trial, subject) -> switch (question.ask(trial)) {
                case Answer.Plain.YES -> trial.permit(spelled, client(trial), "");
                case Answer.Plain.NO -> Outcome.NEXT;
                case Answer.Unknown() -> trial.cannotTell(subject.name());
            };
        });
    }

    private static Subject client(Trial trial) {
        return new Subject(trial.facts().client().toString(), Subject.Kind.CLIENT);
    }

    Answer isOwn(Trial trial) {
        return yes(trial.facts().client().ip().filter(site.parts().own()).isPresent());
    }

    Answer isInMyNetworks(Trial trial) {
        var client = trial.facts().client();
        return switch (mynetworks.match(client.name(), client.address())) {
            case MatchList.Answer.Match() -> Answer.Plain.YES;
            case MatchList.Answer.NoMatch() -> Answer.Plain.NO;
            case MatchList.Answer.Unavailable _ -> new Answer.Unknown();
        };
    }

    Answer isAuthenticated(Trial trial) {
        String method = trial.facts().session().sasl().method();
        return yes(!method.isEmpty() && !method.equalsIgnoreCase("anonymous"));
    }

    static boolean asksForCertificate(Site site) {
        return Site.isOn(site.settings(), "$smtpd_tls_ask_ccert");
    }

    Answer hasCertificate(Trial trial, boolean any) {
        var tls = trial.facts().session().tls();
        if (!tls.encrypted()) return Answer.Plain.NO;
        if (any && tls.trusted()) return Answer.Plain.YES;
        if (tls.certificate().equals(Facts.Certificate.NONE) && !asked)
            trial.warn("permit_tls_" + (any ? "all_" : "") + "clientcerts is requested, but \"smtpd_tls_ask_ccert ="
                + " no\"");
        for (String print : new String[] { tls.certificate().keyFingerprint(), tls.certificate().fingerprint() })
            switch (relayCertificates.lookup(print)) {
                case Table.Answer.Found _ -> {
                    return Answer.Plain.YES;
                }
                case Table.Answer.Unavailable _ -> {
                    return new Answer.Unknown();
                }
                case Table.Answer.Absent() -> { }
            }
        return Answer.Plain.NO;
    }

    private static Answer yes(boolean is) {
        return is ? Answer.Plain.YES : Answer.Plain.NO;
    }

    private Outcome unknownName(Trial trial, Subject subject) {
        var client = trial.facts().client();
        return unknown(trial, client.nameResult(), "4.7.25", "hostname, [" + client.address() + "]");
    }

    private Outcome unknownReverseName(Trial trial, Subject subject) {
        var client = trial.facts().client();
        return unknown(trial, client.reverseResult(), "4.7.1", "reverse hostname, [" + client.address() + "]");
    }

    private Outcome unknown(Trial trial, NameResult result, String status, String what) {
        Optional<Integer> code = switch (result) {
            case OK -> Optional.empty();
            case TEMPORARY -> Optional.of(450);
            case PERMANENT, FORGED -> Optional.of(unknownCode);
        };
        return code.isEmpty() ? Outcome.NEXT : trial.refuse(Trouble.POLICY,
            new Denial(code.get(), status, "Client host rejected: cannot find your " + what));
    }
}
