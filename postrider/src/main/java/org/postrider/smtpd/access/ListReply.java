package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.DEFAULT_RBL_REPLY;
import static org.postrider.smtpd.access.AccessParams.RBL_CODE;
import static org.postrider.smtpd.access.AccessParams.RBL_REPLY_MAPS;

import java.util.Optional;
import org.postrider.config.ConfigException;
import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.status.EnhancedStatus;
import org.postrider.table.MapList;
import org.postrider.table.Table;

/// What a client hears that a DNS list refuses: `rbl_reply_maps` and `default_rbl_reply`.
final class ListReply {
    private static final Denial GENERIC = new Denial(450, "4.7.1", "Service unavailable");

    private final MapList maps;
    private final Macros macros;
    private final String standard;
    private final int code;

    /// @param what   the address or name that is on the list
    /// @param reason the list's own words
    record Listing(DnsLists.Zone zone, Subject what, String reason) {}

    /// @throws ConfigException when `default_rbl_reply` makes no sense
    ListReply(Site site) {
        maps = site.parts().tables().maps(RBL_REPLY_MAPS);
        macros = new Macros(site.settings(), site.parts().time());
        standard = site.settings().get(DEFAULT_RBL_REPLY);
        code = site.settings().get(RBL_CODE);
        Macros.check(DEFAULT_RBL_REPLY, standard);
    }

    Outcome refuse(Trial trial, Listing listing) {
        return switch (template(listing.zone)) {
            case Table.Answer.Unavailable _ -> trial.misconfigured();
            case Table.Answer.Found(String template) -> refuse(trial, listing, text(trial, listing, template)
                .orElseGet(() -> {
                    trial.warn("rbl_reject_reply: bad rbl reply template for domain " + listing.zone.text() + ": "
                        + template);
                    return text(trial, listing, standard).orElse("");
                }));
            case Table.Answer.Absent() -> refuse(trial, listing, text(trial, listing, standard).orElse(""));
        };
    }

    private Table.Answer template(DnsLists.Zone zone) {
        var whole = maps.lookup(zone.text());
        return whole instanceof Table.Answer.Absent ? maps.lookup(zone.domain()) : whole;
    }

    private Optional<String> text(Trial trial, Listing listing, String template) {
        try {
            return Optional.of(macros.expand(template, trial.facts(), name -> switch (name) {
                case "rbl_code" -> Optional.of(String.valueOf(code));
                case "rbl_domain" -> Optional.of(listing.zone.domain());
                case "rbl_reason", "rbl_txt" -> Optional.of(listing.reason);
                case "rbl_what" -> Optional.of(listing.what.name());
                case "rbl_class" -> Optional.of(listing.what.kind().toString());
                default -> Optional.empty();
            }));
        } catch (ConfigException bad) {
            return Optional.empty();
        }
    }

    private static Outcome refuse(Trial trial, Listing listing, String text) {
        boolean sound = text.length() > 3 && Texts.isDigits(text.substring(0, 3)) && text.charAt(3) == ' '
            && (text.charAt(0) == '4' || text.charAt(0) == '5');
        if (!sound) {
            trial.warn("rbl response code configuration error: " + text);
            return trial.refuse(Trouble.POLICY, GENERIC);
        }
        var split = EnhancedStatus.split("4.7.1", text.substring(4));
        return trial.refuse(Trouble.POLICY, new Denial(Integer.parseInt(text.substring(0, 3)),
            Denial.fitting(split.status(), listing.what.kind(), trial.facts().log()),
            split.text().isEmpty() ? GENERIC.text() : split.text()));
    }
}
