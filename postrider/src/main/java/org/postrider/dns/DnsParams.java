package org.postrider.dns;

import java.util.List;
import org.postrider.config.Param;

/// Parameters of DNS lookups.
public final class DnsParams {
    public static final Param<Boolean> DNS_NCACHE_TTL_FIX = Param.yesNo("dns_ncache_ttl_fix_enable", "no", "3.1", """
        A way around C libraries that withhold the server's answer when a name does not exist.""")
        .notHonoured("no C library is asked: negative answers are always seen with their time to live");

    public static final List<Param<?>> ALL = List.of(DNS_NCACHE_TTL_FIX);

    private DnsParams() {}
}
