package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.LOCAL_HEADER_REWRITE_CLIENTS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postrider.config.Words;
import org.postrider.resolve.Rewriter;
import org.postrider.smtpd.access.ClientChecks.Answer;
import org.postrider.smtpd.access.Restrictions.Rewriting;
import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.status.Reply;
import org.postrider.table.MapList;
import org.postrider.table.Table;
import org.postrider.table.Use;

/// Whose incomplete addresses are taken for ours: `local_header_rewrite_clients`.
final class LocalClients {
    private final Site site;
    private final List<ClientChecks.Question> questions = new ArrayList<>();

    LocalClients(Site site) {
        this.site = site;
        var checks = new ClientChecks(site);
        var words = Words.braced(site.settings().get(LOCAL_HEADER_REWRITE_CLIENTS), Words.LIST).iterator();
        while (words.hasNext()) {
            String word = words.next();
            boolean named = word.equalsIgnoreCase("check_address_map") && words.hasNext();
            question(checks, named ? words.next() : word).ifPresent(questions::add);
        }
    }

    private Optional<ClientChecks.Question> question(ClientChecks checks, String word) {
        if (word.indexOf(':') >= 0) {
            var maps = site.parts().tables().maps(word, word, Use.FOLDED);
            return Optional.of(trial -> isIn(maps, trial));
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "permit_inet_interfaces" -> Optional.of(checks::isOwn);
            case "permit_mynetworks" -> Optional.of(checks::isInMyNetworks);
            case "permit_sasl_authenticated" -> Optional.of(checks::isAuthenticated);
            case "permit_tls_clientcerts" -> Optional.of(trial -> checks.hasCertificate(trial, false));
            case "permit_tls_all_clientcerts" -> Optional.of(trial -> checks.hasCertificate(trial, true));
            default -> {
                site.complain("parameter " + LOCAL_HEADER_REWRITE_CLIENTS.name()
                    + ": invalid request: " + word);
                yield Optional.empty();
            }
        };
    }

    private static Answer isIn(MapList maps, Trial trial) {
        return switch (maps.lookup(trial.facts().client().address())) {
            case Table.Answer.Found _ -> Answer.Plain.YES;
            case Table.Answer.Absent() -> Answer.Plain.NO;
            case Table.Answer.Unavailable _ -> new Answer.Unknown();
        };
    }

    Rewriting rewriting(Trial trial) {
        for (var question : questions)
            switch (question.ask(trial)) {
                case Answer.Plain.YES -> {
                    return new Rewriting.As(Rewriter.Context.LOCAL);
                }
                case Answer.Plain.NO -> { }
                case Answer.Unknown() -> {
                    return new Rewriting.Refuse(Trouble.RESOURCE, new Reply(451, "4.3.0", "Temporary lookup error"));
                }
            }
        return new Rewriting.As(Rewriter.Context.REMOTE);
    }
}
