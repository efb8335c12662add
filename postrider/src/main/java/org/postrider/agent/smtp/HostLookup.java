package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.DISABLE_DNS_LOOKUPS;
import static org.postrider.agent.smtp.SmtpParams.HOST_LOOKUP;

import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.config.Words;

/// Who is asked for a host's addresses. The DNS always comes first.
///
/// @param local the local host table
record HostLookup(boolean dns, boolean local) {
    static HostLookup of(Settings settings, boolean lmtp) {
        if (settings.get(DISABLE_DNS_LOOKUPS)) return new HostLookup(false, true);
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
}
