package org.postrider.smtpd.access;

import static org.postrider.config.SiteParams.MAIL_NAME;
import static org.postrider.smtpd.access.AccessParams.PERMIT_MX_BACKUP_NETWORKS;

import java.util.List;
import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.dns.Resolver.Answer;
import org.postrider.dns.Resolver.DnsRecord;
import org.postrider.dns.Resolver.Type;
import org.postrider.smtpd.access.Destinations.Resolved;
import org.postrider.table.MatchList;

/// `permit_mx_backup`: permits mail to domains that name us as a backup mail exchanger.
final class MxBackup {
    private final Site site;
    private final HostAddresses addresses;
    private final MatchList networks;

    MxBackup(Site site) {
        this.site = site;
        addresses = HostAddresses.of(site);
        networks = MatchList.networks(site.parts().tables(), PERMIT_MX_BACKUP_NETWORKS);
    }

    /// When the configuration is read.
    void warnOnce() {
        if (!site.quiet()) site.parts().log().warning("support for restriction \"permit_mx_backup\" will be removed"
            + " from " + site.settings().get(MAIL_NAME) + "; instead, specify \"relay_domains\"");
    }

    /// Empty when a table could not tell.
    Optional<Boolean> permits(Trial trial, Subject recipient) {
        return switch (site.destinations().recipient(trial, new Address(recipient.name()))) {
            case Resolved.Unknown() -> Optional.empty();
            case Resolved.To to when site.destinations().isAuthorized(to) -> Optional.of(true);
            case Resolved.To to when site.destinations().isSuspicious(to) || to.isLiteral() -> Optional.of(false);
            case Resolved.To to -> Optional.of(isBackupFor(trial, recipient, Texts.ascii(to.recipient().domain())));
        };
    }

    private boolean isBackupFor(Trial trial, Subject recipient, String domain) {
        return switch (site.parts().resolver().query(domain, Type.MX)) {
            case Answer.Found(var records, _) -> isBackup(trial, recipient, exchangers(records));
            case Answer.Unavailable unavailable -> {
                doubt(trial, recipient, "Unable to look up mail exchanger information: "
                    + ServerAccess.problem(unavailable));
                yield false;
            }
            case Answer.NoName _, Answer.NoData _, Answer.Invalid _ -> false;
        };
    }

    private static List<DnsRecord.Mx> exchangers(List<DnsRecord> records) {
        return records.stream().filter(DnsRecord.Mx.class::isInstance).map(DnsRecord.Mx.class::cast)
            .filter(mx -> !mx.target().isEmpty()).toList();
    }

    /// We are one of the hosts after the first, but none of the first.
    private boolean isBackup(Trial trial, Subject recipient, List<DnsRecord.Mx> all) {
        int best = all.stream().mapToInt(DnsRecord.Mx::preference).min().orElse(0);
        var first = all.stream().filter(mx -> mx.preference() == best).toList();
        var others = all.stream().filter(mx -> mx.preference() != best).toList();
        if (isUs(trial, recipient, first) || !isUs(trial, recipient, others)) return false;
        return networks.isEmpty() || first.stream().allMatch(mx -> isInNetworks(trial, recipient, mx.target()));
    }

    /// By name first, which costs no lookups.
    private boolean isUs(Trial trial, Subject recipient, List<DnsRecord.Mx> hosts) {
        var ours = site.parts().addresses().ours();
        if (hosts.stream().anyMatch(mx -> ours.apply(mx.target()) instanceof MatchList.Answer.Match)) return true;
        return hosts.stream().anyMatch(mx -> hasOurAddress(trial, recipient, mx.target()));
    }

    private boolean hasOurAddress(Trial trial, Subject recipient, String host) {
        return switch (addresses.of(host)) {
            case HostAddresses.Found.Some(var found) -> found.stream().anyMatch(site.parts().own());
            case HostAddresses.Found.None(String why) -> {
                doubt(trial, recipient, "Unable to look up mail exchanger host " + host + ": " + why);
                yield false;
            }
        };
    }

    private boolean isInNetworks(Trial trial, Subject recipient, String host) {
        if (!(addresses.of(host) instanceof HostAddresses.Found.Some(var found))) {
            doubt(trial, recipient, "Unable to look up host " + host + " as mail exchanger: Host not found");
            return false;
        }
        for (var address : found)
            switch (networks.match(host, address)) {
                case MatchList.Answer.Match() -> { }
                case MatchList.Answer.NoMatch() -> {
                    return false;
                }
                case MatchList.Answer.Unavailable _ -> {
                    doubt(trial, recipient, "Unable to verify host " + host + " as mail exchanger");
                    return false;
                }
            }
        return true;
    }

    /// What could not be found out may have been in the sender's favour.
    private static void doubt(Trial trial, Subject recipient, String why) {
        trial.deferIfRefused(Denial.of(450, "4.4.4", recipient, why));
    }
}
