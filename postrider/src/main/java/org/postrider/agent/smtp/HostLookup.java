package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.DISABLE_DNS_LOOKUPS;
import static org.postrider.agent.smtp.SmtpParams.DNS_SUPPORT_LEVEL;
import static org.postrider.agent.smtp.SmtpParams.HOST_LOOKUP;

import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.config.Words;

/// Who is asked for a host's addresses. The DNS always comes first.
///
/// @param local the local host table
record HostLookup(boolean dns, boolean local) {
    static HostLookup of(Settings settings, boolean lmtp) {
        if (!usesDns(settings, lmtp)) return new HostLookup(false, true);
        var param = HOST_LOOKUP.of(lmtp);
        boolean dns = false, local = false;
        for (String word : Words.list(settings.get(param))) switch (word) {
            case "dns" -> dns = true;
            case "native" -> local = true;
            default -> throw new ConfigException("unknown " + param + " value \"" + word + "\" in \""
                + settings.get(param) + "\": use dns, native or both");
        }
        if (!dns && !local)
            throw new ConfigException(param + " names no way to look up hosts: use dns, native or both");
        return new HostLookup(dns, local);
    }

    /// Whether the DNS is asked at all.
    static boolean usesDns(Settings settings, boolean lmtp) {
        var param = DNS_SUPPORT_LEVEL.of(lmtp);
        return switch (settings.get(param)) {
            case "" -> !settings.get(DISABLE_DNS_LOOKUPS);
            case "disabled" -> false;
            case "enabled", "dnssec" -> true;
            default -> throw new ConfigException("bad " + param + " value: \"" + settings.get(param)
                + "\": use disabled, enabled or dnssec");
        };
    }
}
