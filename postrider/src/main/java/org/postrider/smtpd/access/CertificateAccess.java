package org.postrider.smtpd.access;

import java.util.ArrayList;
import java.util.List;
import org.postrider.config.ConfigException;
import org.postrider.config.Words;

/// `check_ccert_access`: what a table says about the fingerprint of the client's certificate or key.
final class CertificateAccess implements Check {
    private static final List<String> DEFAULT_ORDER = List.of("cert_fingerprint", "pubkey_fingerprint");

    private final AccessTable table;
    private final List<String> order;
    private final boolean asked;

    private CertificateAccess(Site site, AccessTable table, List<String> order) {
        this.table = table;
        this.order = order;
        asked = ClientChecks.asksForCertificate(site);
    }

    /// @param word `type:table`, or `{ type:table, { search_order = cert_fingerprint, pubkey_fingerprint } }`
    static CertificateAccess of(Site site, Actions actions, String word) {
        if (!word.startsWith("{"))
            return new CertificateAccess(site, AccessTable.open(site, actions, word), DEFAULT_ORDER);
        var words = Words.braced(Words.unbraced(word), Words.LIST);
        if (words.isEmpty() || words.getFirst().indexOf(':') < 0)
            throw new ConfigException("malformed map specification: '" + word + "', expected maptype:mapname");
        var order = new ArrayList<String>();
        for (String option : words.subList(1, words.size())) order.addAll(order(Words.unbraced(option), word));
        return new CertificateAccess(site, AccessTable.open(site, actions, words.getFirst()),
            order.isEmpty() ? DEFAULT_ORDER : List.copyOf(order));
    }

    private static List<String> order(String option, String word) {
        int equals = option.indexOf('=');
        if (equals < 0 || !option.substring(0, equals).strip().equals("search_order"))
            throw new ConfigException("unknown attribute in '" + word + "': '" + option + "', expected search_order");
        var order = Words.list(option.substring(equals + 1));
        for (String name : order) if (!DEFAULT_ORDER.contains(name))
            throw new ConfigException("'" + word + "': unknown search type '" + name + "' in search_order");
        return order;
    }

    @Override public Outcome run(Trial trial, Subject subject) {
        var certificate = trial.facts().session().tls().certificate();
        var name = new Subject(certificate.subject(), Subject.Kind.CERTIFICATE);
        if (certificate.equals(Facts.Certificate.NONE)) {
            if (!asked) trial.warn("check_ccert_access is requested, but \"smtpd_tls_ask_ccert = no\"");
            return Outcome.NEXT;
        }
        for (String kind : order) {
            String print = kind.equals("cert_fingerprint") ? certificate.fingerprint() : certificate.keyFingerprint();
            if (print.isEmpty()) continue;
            var outcome = table.exact(trial, print, name).orElse(Outcome.NEXT);
            if (outcome != Outcome.NEXT) return outcome;
        }
        return Outcome.NEXT;
    }
}
