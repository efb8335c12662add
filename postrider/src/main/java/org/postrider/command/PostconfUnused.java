package org.postrider.command;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postrider.config.SiteParams;
import org.postrider.master.DeclaredParams;

/// Complains of settings that nothing reads, and of those that are about to lose their meaning.
final class PostconfUnused {
    private final PostconfSite site;
    private boolean deprecated;

    PostconfUnused(PostconfSite site) {
        this.site = site;
    }

    void mainCf() {
        complain("/main.cf", site.written(), Set.of());
    }

    /// Complains of settings of main.cf that somebody looks at and that have no effect.
    ///
    /// @param shown which ones; all when there are none
    void notHonoured(List<String> shown) {
        if (!shown.isEmpty() && shown.stream().allMatch(this::surelyHonoured)) return;
        site.configuration().notHonoured(DeclaredParams.ALL, DeclaredParams.FAMILIES,
            name -> shown.isEmpty() || shown.contains(name)).forEach(site.messages()::warning);
    }

    /// Whether it can be told without looking through the parameters of all rooms.
    private boolean surelyHonoured(String name) {
        if (!site.written().containsKey(name)) return true;
        for (var param : SiteParams.ALL) if (param.name().equals(name)) return param.notHonoured().isEmpty();
        return false;
    }

    void masterCf() {
        for (var scope : site.scopes()) complain("/master.cf", scope.settings(), scope.valid());
    }

    /// Says where to read on, if that is of use.
    void end() {
        if (deprecated) site.messages().warning("See https://www.postfix.org/DEPRECATION_README.html for details");
    }

    /// @param valid names that mean something here
    private void complain(String file, Map<String, String> settings, Set<String> valid) {
        var complaints = new TreeMap<String, String>();
        settings.forEach((name, value) -> {
            boolean used = valid.contains(name) || site.names().isKnown(name);
            String instead = instead(name);
            if (used && !instead.isEmpty())
                complaints.put(name, "support for parameter \"" + name + "\" will be removed; instead, " + instead);
            else if (!instead.isEmpty())
                complaints.put(name, "support for parameter " + name + " has been removed; instead, " + instead);
            else if (!used) complaints.put(name, "unused parameter: " + name + "=" + value);
            deprecated |= !instead.isEmpty();
        });
        for (String one : complaints.values()) site.messages().warning(site.directory() + file + ": " + one);
    }

    /// What to use in the place of a parameter that is going away; empty for one that stays.
    private static String instead(String name) {
        return switch (name) {
            case "smtpd_tls_dh1024_param_file", "smtpd_tls_eecdh_grade" -> "do not specify (leave at default)";
            case "lmtp_cname_overrides_servername", "smtp_cname_overrides_servername" -> "do not specify";
            case "lmtp_enforce_tls" -> "lmtp_tls_security_level";
            default -> {
                String other = successor(name);
                yield other.isEmpty() ? "" : "specify \"" + other + "\"";
            }
        };
    }

    private static String successor(String name) {
        return switch (name) {
            case "disable_dns_lookups" -> "smtp_dns_support_level";
            case "lmtp_use_tls", "lmtp_tls_enforce_peername" -> "lmtp_tls_security_level";
            case "postscreen_use_tls", "postscreen_enforce_tls" -> "postscreen_tls_security_level";
            case "smtp_use_tls", "smtp_enforce_tls", "smtp_tls_enforce_peername" -> "smtp_tls_security_level";
            case "smtpd_use_tls", "smtpd_enforce_tls" -> "smtpd_tls_security_level";
            case "tlsproxy_client_use_tls", "tlsproxy_client_enforce_tls", "tlsproxy_client_level" ->
                "tlsproxy_client_security_level";
            case "tlsproxy_use_tls", "tlsproxy_enforce_tls" -> "tlsproxy_tls_security_level";
            case "lmtp_tls_per_site" -> "lmtp_tls_policy_maps";
            case "smtp_tls_per_site" -> "smtp_tls_policy_maps";
            case "tlsproxy_client_per_site", "tlsproxy_client_policy" -> "tlsproxy_client_policy_maps";
            case "authorized_verp_clients" -> "smtpd_authorized_verp_clients";
            case "fallback_relay" -> "smtp_fallback_relay";
            case "lmtp_per_record_deadline" -> "lmtp_per_request_deadline";
            case "postscreen_blacklist_action" -> "postscreen_denylist_action";
            case "postscreen_dnsbl_ttl" -> "postscreen_dnsbl_max_ttl";
            case "postscreen_dnsbl_whitelist_threshold" -> "postscreen_dnsbl_allowlist_threshold";
            case "postscreen_whitelist_interfaces" -> "postscreen_allowlist_interfaces";
            case "smtpd_client_connection_limit_exceptions" -> "smtpd_client_event_limit_exceptions";
            case "smtpd_per_record_deadline" -> "smtpd_per_request_deadline";
            case "smtp_per_record_deadline" -> "smtp_per_request_deadline";
            case "virtual_maps" -> "virtual_alias_maps";
            default -> "";
        };
    }
}
