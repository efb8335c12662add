package org.postrider.resolve;

import java.util.List;
import org.postrider.config.Param;

/// Parameters of address rewriting and routing.
public final class ResolveParams {
    public static final Param<Boolean> APPEND_AT_MYORIGIN = Param.yesNo("append_at_myorigin", "yes", "", """
        Completes addresses without domain with `@$myorigin`. Turning it off breaks much: mail needs domains.""");
    public static final Param<Boolean> APPEND_DOT_MYDOMAIN = Param.yesNo("append_dot_mydomain",
        "${{$compatibility_level} <level {1} ? {yes} : {no}}", "", """
        Completes domains without dot with `.$mydomain`.""");
    public static final Param<Boolean> SWAP_BANGPATH = Param.yesNo("swap_bangpath", "yes", "", """
        Takes `site!user` for `user@site`, as UUCP wrote it.""");
    public static final Param<Boolean> ALLOW_PERCENT_HACK = Param.yesNo("allow_percent_hack", "yes", "", """
        Takes `user%domain` for `user@domain`.""");
    public static final Param<String> REMOTE_HEADER_REWRITE_DOMAIN = Param.text("remote_header_rewrite_domain", "",
        "2.2", """
        What incomplete addresses in headers of other people's mail are completed with, for instance
        `domain.invalid`. Empty: such headers stay as they are.""");
    public static final Param<Boolean> RESOLVE_DEQUOTED_ADDRESS = Param.yesNo("resolve_dequoted_address", "yes", "", """
        Looks for `@`, `%` and `!` also inside of quoted local parts. Turning it off lets others relay through servers
        behind this one that take quoted routing seriously.""");
    public static final Param<Boolean> RESOLVE_NULL_DOMAIN = Param.yesNo("resolve_null_domain", "no", "2.1", """
        Takes `user@` for a local address; else it is an error.""");
    public static final Param<Boolean> RESOLVE_NUMERIC_DOMAIN = Param.yesNo("resolve_numeric_domain", "no", "2.3", """
        Takes `user@1.2.3.4` for `user@[1.2.3.4]`; else it is an error.""");
    public static final Param<Boolean> ALLOW_MIN_USER = Param.yesNo("allow_min_user", "no", "", """
        Allows recipients that begin with `-`, which commands may take for an option.""");
    public static final Param<String> LOCAL_TRANSPORT = Param.required("local_transport", "local:$myhostname", "", """
        Transport, and after a colon next hop, of mail to our own domains and addresses: mydestination,
        inet_interfaces, proxy_interfaces.""");
    public static final Param<String> VIRTUAL_TRANSPORT = Param.required("virtual_transport", "virtual", "2.0", """
        Transport, and after a colon next hop, of mail to virtual_mailbox_domains.""");
    public static final Param<String> RELAY_TRANSPORT = Param.required("relay_transport", "relay", "2.0", """
        Transport, and after a colon next hop, of mail to relay_domains.""");
    public static final Param<String> DEFAULT_TRANSPORT = Param.required("default_transport", "smtp", "", """
        Transport, and after a colon next hop, of mail to everybody else.""");
    public static final Param<String> RELAYHOST = Param.text("relayhost", "", "", """
        Where mail for other domains goes instead of to their own servers: domain (by MX), `[host]`, either with
        `:port`. The brackets turn MX lookup off.""");
    public static final Param<String> TRANSPORT_MAPS = Param.text("transport_maps", "", "", """
        Tables from recipient address, domain or parent domain to `transport:nexthop`; either part may be empty.""");
    public static final Param<String> SENDER_DEPENDENT_RELAYHOST_MAPS = Param.text("sender_dependent_relayhost_maps",
        "", "2.3", """
        Tables from sender address or `@domain` to what is used in the place of relayhost; `DUNNO` ends the search.""");
    public static final Param<String> SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS = Param.text(
        "sender_dependent_default_transport_maps", "", "2.7", """
        Tables from sender address or `@domain` to what is used in the place of default_transport; `DUNNO` ends the
        search.""");
    public static final Param<String> EMPTY_ADDRESS_RELAYHOST_KEY = Param.required(
        "empty_address_relayhost_maps_lookup_key", "<>", "2.5", """
        What sender_dependent_relayhost_maps are asked for when the sender is the null address.""");
    public static final Param<String> EMPTY_ADDRESS_DEFAULT_TRANSPORT_KEY = Param.required(
        "empty_address_default_transport_maps_lookup_key", "<>", "2.7", """
        What sender_dependent_default_transport_maps are asked for when the sender is the null address.""");
    public static final Param<String> RELOCATED_MAPS = Param.text("relocated_maps", "", "", """
        Tables of recipients that have moved; mail to them is returned with the new place.""");
    public static final Param<Boolean> RELOCATED_PREFIX = Param.yesNo("relocated_prefix_enable", "yes", "3.11", """
        Puts `5.1.6 User has moved to ` before what relocated_maps say. Without it the table gives status and text.""");
    public static final Param<String> VIRTUAL_ALIAS_DOMAINS = Param.text("virtual_alias_domains",
        "$virtual_alias_maps", "2.0", """
        Domains all of whose addresses are aliases (virtual_alias_maps); others in them do not exist.""");
    public static final Param<String> VIRTUAL_MAILBOX_DOMAINS = Param.text("virtual_mailbox_domains",
        "$virtual_mailbox_maps", "2.0", """
        Domains delivered with $virtual_transport.""");
    public static final Param<Boolean> SHOW_USER_UNKNOWN_TABLE_NAME = Param.yesNo("show_user_unknown_table_name", "yes",
        "2.0", """
        Says which table an unknown recipient is missing from.""");

    public static final List<Param<?>> ALL = List.of(APPEND_AT_MYORIGIN, APPEND_DOT_MYDOMAIN, SWAP_BANGPATH,
        ALLOW_PERCENT_HACK, REMOTE_HEADER_REWRITE_DOMAIN, RESOLVE_DEQUOTED_ADDRESS, RESOLVE_NULL_DOMAIN,
        RESOLVE_NUMERIC_DOMAIN, ALLOW_MIN_USER, LOCAL_TRANSPORT, VIRTUAL_TRANSPORT, RELAY_TRANSPORT, DEFAULT_TRANSPORT,
        RELAYHOST, TRANSPORT_MAPS, SENDER_DEPENDENT_RELAYHOST_MAPS, SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS,
        EMPTY_ADDRESS_RELAYHOST_KEY, EMPTY_ADDRESS_DEFAULT_TRANSPORT_KEY, RELOCATED_MAPS, RELOCATED_PREFIX,
        VIRTUAL_ALIAS_DOMAINS, VIRTUAL_MAILBOX_DOMAINS, SHOW_USER_UNKNOWN_TABLE_NAME);

    private ResolveParams() {}
}
