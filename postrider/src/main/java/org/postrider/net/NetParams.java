package org.postrider.net;

import java.util.List;
import org.postrider.config.Param;

/// Which addresses and networks are ours.
public final class NetParams {
    public static final Param<String> INET_INTERFACES = Param.required("inet_interfaces", "all", "", """
        The addresses of this machine that mail is received at: `all`, `loopback-only`, or names and addresses in a
        list. Mail to `user@[address]` is for this machine when the address is one of them. A row in master.cf with a
        host of its own listens there instead. Note: the wildcard for IPv6 takes IPv4 connections too.""");
    public static final Param<String> INET_PROTOCOLS = Param.required("inet_protocols", "all", "2.2", """
        The versions of IP to use when connections are made or accepted: `all`, or `ipv4` and `ipv6` in a list.""");
    public static final Param<String> PROXY_INTERFACES = Param.text("proxy_interfaces", "", "2.0", """
        Addresses by which mail reaches this machine through a proxy or address translation. Listing them keeps a
        backup MX from sending mail to itself.""");
    public static final List<Param<?>> ALL = List.of(INET_INTERFACES, INET_PROTOCOLS, PROXY_INTERFACES);

    private NetParams() {}
}
