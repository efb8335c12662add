package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.INVALID_HOSTNAME_CODE;
import static org.postrider.smtpd.access.AccessParams.NON_FQDN_CODE;
import static org.postrider.smtpd.access.AccessParams.UNKNOWN_HELO_TEMPFAIL_ACTION;
import static org.postrider.smtpd.access.AccessParams.UNKNOWN_HOSTNAME_CODE;

import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.text.Hostname;

/// Restrictions on what the client calls itself. A client that says nothing passes them.
final class HelloChecks {
    private final Site site;
    private final HostLookup lookup;
    private final int invalidCode, nonFqdnCode, unknownCode;
    private final boolean unsureIfPermitted;

    HelloChecks(Site site) {
        this.site = site;
        lookup = new HostLookup(site.parts().resolver());
        var settings = site.settings();
        invalidCode = settings.get(INVALID_HOSTNAME_CODE);
        nonFqdnCode = settings.get(NON_FQDN_CODE);
        unknownCode = settings.get(UNKNOWN_HOSTNAME_CODE);
        unsureIfPermitted = HostLookup.defersIfPermitted(settings, UNKNOWN_HELO_TEMPFAIL_ACTION);
    }

    void declare(Keywords all) {
        all.add("reject_invalid_helo_hostname", named(this::invalid));
        all.add("reject_invalid_hostname", named(this::invalid));
        all.add("reject_non_fqdn_helo_hostname", named(this::incomplete));
        all.add("reject_non_fqdn_hostname", named(this::incomplete));
        all.add("reject_unknown_helo_hostname", named(this::unknown));
        all.add("reject_unknown_hostname", named(this::unknown));
    }

    private interface Test {
        Outcome run(Trial trial, Subject helo);
    }

    /// For a name that is given; an address literal only has to be one.
    private Check named(Test test) {
        return (trial, _) -> {
            var helo = ListKind.HELO.subject(trial.facts());
            if (helo.isEmpty()) return Outcome.NEXT;
            return helo.get().name().startsWith("[") ? literal(trial, helo.get()) : test.run(trial, helo.get());
        };
    }

    private Outcome literal(Trial trial, Subject helo) {
        String name = helo.name();
        String address = name.length() > 2 && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        return Hostname.isMailAddress(address) ? Outcome.NEXT
            : trial.refuse(Trouble.POLICY, Denial.of(invalidCode, "5.5.2", helo, "invalid ip address"));
    }

    private Outcome invalid(Trial trial, Subject helo) {
        String name = Texts.withoutFinalDot(helo.name());
        return Hostname.isValid(name) || Hostname.isAddress(name) ? Outcome.NEXT
            : trial.refuse(Trouble.POLICY, Denial.of(invalidCode, "5.5.2", helo, "Invalid name"));
    }

    private Outcome incomplete(Trial trial, Subject helo) {
        String name = Texts.withoutFinalDot(helo.name());
        boolean valid = trial.mail().utf8() ? Hostname.isValidUtf8(name) : Hostname.isValid(name);
        return valid && name.indexOf('.') >= 0 ? Outcome.NEXT : trial.refuse(Trouble.POLICY,
            Denial.of(nonFqdnCode, "5.5.2", helo, "need fully-qualified hostname"));
    }

    private Outcome unknown(Trial trial, Subject helo) {
        return switch (lookup.host(helo.name())) {
            // that a domain takes no mail says nothing against its sending some
            case FOUND, NULL_MX -> Outcome.NEXT;
            case INVALID -> trial.refuse(Trouble.POLICY,
                Denial.of(unknownCode, "4.7.1", helo, "Malformed DNS server reply"));
            case ABSENT -> trial.refuse(Trouble.POLICY, Denial.of(unknownCode, "4.7.1", helo, "Host not found"));
            case UNKNOWN -> HostLookup.unsure(trial, unsureIfPermitted,
                Denial.of(450, "4.7.1", helo, "Host not found"));
        };
    }
}
