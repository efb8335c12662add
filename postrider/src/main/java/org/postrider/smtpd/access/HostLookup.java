package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.REJECT_TEMPFAIL_ACTION;

import java.util.Locale;
import org.postrider.config.ConfigException;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.dns.Resolver;
import org.postrider.dns.Resolver.Answer;
import org.postrider.dns.Resolver.DnsRecord;
import org.postrider.dns.Resolver.Type;
import org.postrider.smtpd.access.Ruling.Trouble;

/// Whether a name exists, by the records that mail needs.
final class HostLookup {
    private final Resolver resolver;

    HostLookup(Resolver resolver) {
        this.resolver = resolver;
    }

    /// In the order in which one answer outweighs another when several types were asked for.
    enum Result {
        ABSENT, NULL_MX, INVALID, UNKNOWN, FOUND
    }

    /// A or AAAA or MX records.
    Result host(String name) {
        return best(name, Type.A, Type.AAAA, Type.MX);
    }

    /// MX, or A or AAAA records. A null MX or a malformed one is the last word.
    Result mailDomain(String name) {
        var mx = of(resolver.query(name, Type.MX));
        return switch (mx) {
            case FOUND, NULL_MX, INVALID -> mx;
            case ABSENT, UNKNOWN -> higher(mx, best(name, Type.A, Type.AAAA));
        };
    }

    private Result best(String name, Type... types) {
        var best = Result.ABSENT;
        for (var type : types) {
            if (best == Result.FOUND) break;
            best = higher(best, of(resolver.query(name, type)));
        }
        return best;
    }

    private static Result higher(Result a, Result b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    static Result of(Answer answer) {
        return switch (answer) {
            case Answer.Found(var records, _) when records.size() == 1
                && records.getFirst() instanceof DnsRecord.Mx(_, String target) && target.isEmpty() -> Result.NULL_MX;
            case Answer.Found _ -> Result.FOUND;
            case Answer.NoName _, Answer.NoData _ -> Result.ABSENT;
            case Answer.Invalid _ -> Result.INVALID;
            case Answer.Unavailable _ -> Result.UNKNOWN;
        };
    }

    /// What to do when the DNS could not tell.
    static Outcome unsure(Trial trial, boolean ifPermitted, Denial denial) {
        return ifPermitted ? trial.deferIfPermitted(denial) : trial.refuse(Trouble.POLICY, denial);
    }

    /// @throws ConfigException when a `..._tempfail_action`, or the one that is their default, is neither `defer` nor
    ///                         `defer_if_permit`
    static boolean defersIfPermitted(Settings settings, Param<String> action) {
        if (!action.equals(REJECT_TEMPFAIL_ACTION)) defersIfPermitted(settings, REJECT_TEMPFAIL_ACTION);
        return switch (settings.get(action).toLowerCase(Locale.ROOT)) {
            case "defer_if_permit" -> true;
            case "defer" -> false;
            default -> throw new ConfigException("bad configuration: " + action.name() + " = " + settings.get(action)
                + "; specify defer_if_permit or defer");
        };
    }
}
