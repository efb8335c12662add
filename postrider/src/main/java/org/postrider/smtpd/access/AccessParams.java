package org.postrider.smtpd.access;

import java.time.Duration;
import java.util.List;
import org.postrider.config.Bounds;
import org.postrider.config.Param;

/// Parameters of the SMTP server's restrictions.
public final class AccessParams {
    public static final Param<String> CLIENT_RESTRICTIONS = Param.text("smtpd_client_restrictions", "", "", """
        What clients may connect: restrictions by name and address, looked at in this order until one decides.""");
    public static final Param<String> HELO_RESTRICTIONS = Param.text("smtpd_helo_restrictions", "", "", """
        Restrictions on what clients may say in HELO and EHLO.""");
    public static final Param<String> SENDER_RESTRICTIONS = Param.text("smtpd_sender_restrictions", "", "2.1", """
        Restrictions on sender addresses in MAIL FROM.""");
    public static final Param<String> RELAY_RESTRICTIONS = Param.text(
        "smtpd_relay_restrictions", "${{$compatibility_level} <level {1} ? {} : "
            + "{permit_mynetworks, permit_sasl_authenticated, defer_unauth_destination}}", "2.8", """
        Who may send mail to domains that are not ours. This list or smtpd_recipient_restrictions has to refuse the
        rest, or the server does not start.""");
    public static final Param<String> RECIPIENT_RESTRICTIONS = Param.text(
        "smtpd_recipient_restrictions", "", "2.0", """
        Restrictions on recipients in RCPT TO, besides smtpd_relay_restrictions.""");
    public static final Param<String> DATA_RESTRICTIONS = Param.text("smtpd_data_restrictions", "", "2.0", """
        Restrictions at DATA or the first BDAT; they concern all recipients.""");
    public static final Param<String> END_OF_DATA_RESTRICTIONS = Param.text(
        "smtpd_end_of_data_restrictions", "", "2.2", """
        Restrictions when a message has come in as a whole and its size is known.""");
    public static final Param<String> ETRN_RESTRICTIONS = Param.text("smtpd_etrn_restrictions", "", "", """
        Restrictions on clients that ask for a domain's queued mail with ETRN.""");
    public static final Param<String> RESTRICTION_CLASSES = Param.text("smtpd_restriction_classes", "", "2.9", """
        Names of lists of restrictions; each is defined like a parameter and stands for its list.""");
    public static final Param<Boolean> DELAY_REJECT = Param.yesNo("smtpd_delay_reject", "yes", "", """
        Looks at the restrictions for client, HELO and MAIL FROM only at RCPT TO or ETRN, when all is known that a
        refusal should be logged with.""");
    public static final Param<Boolean> RELAY_FIRST = Param.yesNo(
        "smtpd_relay_before_recipient_restrictions", "${{$compatibility_level} <level {3.6} ? {no} : {yes}}", "3.6", """
        Looks at smtpd_relay_restrictions before smtpd_recipient_restrictions instead of after them.""");
    public static final Param<Boolean> REJECT_UNLISTED_RECIPIENT = Param.yesNo(
        "smtpd_reject_unlisted_recipient", "yes", "2.1", """
        Refuses unknown recipients in our own domains after all other restrictions have let them pass.""");
    public static final Param<Boolean> REJECT_UNLISTED_SENDER = Param.yesNo(
        "smtpd_reject_unlisted_sender", "no", "2.1", """
        Refuses unknown sender addresses in our own domains.""");
    public static final Param<String> NULL_ACCESS_LOOKUP_KEY = Param.text(
        "smtpd_null_access_lookup_key", "<>", "1.1", """
        What access tables are asked for when the sender is the null address.""");
    public static final Param<String> LOG_PERMIT_ACTIONS = Param.text(
        "smtpd_log_access_permit_actions", "", "2.10", """
        Restrictions and table results, such as `permit_mynetworks` or `OK`, whose permission is logged.""");
    public static final Param<String> LOCAL_HEADER_REWRITE_CLIENTS = Param.text(
        "local_header_rewrite_clients", "permit_inet_interfaces", "2.2", """
        Clients whose incomplete addresses are completed with $myorigin and $mydomain: permit_inet_interfaces,
        permit_mynetworks, permit_sasl_authenticated, permit_tls_clientcerts, permit_tls_all_clientcerts, or
        type:table with addresses.""");
    public static final Param<Integer> ACCESS_MAP_REJECT_CODE = Param.number(
        "access_map_reject_code", "554", Bounds.ANY, "", """
        The reply code of REJECT in an access table.""");
    public static final Param<Integer> ACCESS_MAP_DEFER_CODE = Param.number(
        "access_map_defer_code", "450", Bounds.ANY, "2.6", """
        The reply code of DEFER, DEFER_IF_PERMIT and DEFER_IF_REJECT in an access table.""");
    public static final Param<Integer> REJECT_CODE = Param.number("reject_code", "554", Bounds.ANY, "", """
        The reply code of `reject`.""");
    public static final Param<Integer> DEFER_CODE = Param.number("defer_code", "450", Bounds.ANY, "", """
        The reply code of `defer`.""");
    public static final Param<Integer> INVALID_HOSTNAME_CODE = Param.number(
        "invalid_hostname_reject_code", "501", Bounds.ANY, "", """
        The reply code of reject_invalid_helo_hostname.""");
    public static final Param<Integer> NON_FQDN_CODE = Param.number("non_fqdn_reject_code", "504", Bounds.ANY, "", """
        The reply code of reject_non_fqdn_helo_hostname, reject_non_fqdn_sender and reject_non_fqdn_recipient.""");
    public static final Param<Integer> UNKNOWN_CLIENT_CODE = Param.number(
        "unknown_client_reject_code", "450", Bounds.ANY, "", """
        The reply code of reject_unknown_client_hostname and reject_unknown_reverse_client_hostname; always 450 when
        the DNS could not tell.""");
    public static final Param<Integer> UNKNOWN_HOSTNAME_CODE = Param.number(
        "unknown_hostname_reject_code", "450", Bounds.ANY, "", """
        The reply code of reject_unknown_helo_hostname; always 450 when the DNS could not tell.""");
    public static final Param<Integer> UNKNOWN_ADDRESS_CODE = Param.number(
        "unknown_address_reject_code", "450", Bounds.ANY, "", """
        The reply code of reject_unknown_sender_domain and reject_unknown_recipient_domain; always 450 when the DNS
        could not tell.""");
    public static final Param<String> REJECT_TEMPFAIL_ACTION = Param.required(
        "reject_tempfail_action", "defer_if_permit", "2.6", """
        What a reject_ restriction does when it could not find out: `defer_if_permit` refuses for now only what
        everything else permits, `defer` at once.""");
    public static final Param<String> UNKNOWN_HELO_TEMPFAIL_ACTION = Param.required(
        "unknown_helo_hostname_tempfail_action", "$reject_tempfail_action", "2.6", """
        reject_tempfail_action of reject_unknown_helo_hostname.""");
    public static final Param<String> UNKNOWN_ADDRESS_TEMPFAIL_ACTION = Param.required(
        "unknown_address_tempfail_action", "$reject_tempfail_action", "2.6", """
        reject_tempfail_action of reject_unknown_sender_domain and reject_unknown_recipient_domain.""");
    public static final Param<Integer> RELAY_CODE = Param.number(
        "relay_domains_reject_code", "554", Bounds.ANY, "", """
        The reply code of reject_unauth_destination; defer_unauth_destination has one hundred less.""");
    public static final Param<Integer> RBL_CODE = Param.number("maps_rbl_reject_code", "554", Bounds.ANY, "", """
        The reply code of reject_rbl_client, reject_rhsbl_sender and their kin: $rbl_code.""");
    public static final Param<Integer> BOUNCE_CODE = Param.number(
        "multi_recipient_bounce_reject_code", "550", Bounds.ANY, "2.1", """
        The reply code of reject_multi_recipient_bounce.""");
    public static final Param<Integer> PLAINTEXT_CODE = Param.number(
        "plaintext_reject_code", "450", Bounds.ANY, "2.3", """
        The reply code of reject_plaintext_session.""");
    public static final Param<Integer> UNKNOWN_LOCAL_CODE = Param.number(
        "unknown_local_recipient_reject_code", "550", Bounds.ANY, "2.0", """
        The reply code for addresses in $mydestination that local_recipient_maps do not have.""");
    public static final Param<Integer> UNKNOWN_RELAY_CODE = Param.number(
        "unknown_relay_recipient_reject_code", "550", Bounds.ANY, "2.0", """
        The reply code for addresses in $relay_domains that relay_recipient_maps do not have.""");
    public static final Param<Integer> UNKNOWN_ALIAS_CODE = Param.number(
        "unknown_virtual_alias_reject_code", "550", Bounds.ANY, "2.0", """
        The reply code for addresses in $virtual_alias_domains that virtual_alias_maps do not have.""");
    public static final Param<Integer> UNKNOWN_MAILBOX_CODE = Param.number(
        "unknown_virtual_mailbox_reject_code", "550", Bounds.ANY, "2.0", """
        The reply code for addresses in $virtual_mailbox_domains that virtual_mailbox_maps do not have.""");
    public static final Param<String> LOCAL_RECIPIENT_MAPS = Param.text(
        "local_recipient_maps", "proxy:unix:passwd.byname $alias_maps", "", """
        Tables with all users and addresses in $mydestination. Empty: any is taken, and returned later.""");
    public static final Param<String> RELAY_RECIPIENT_MAPS = Param.text("relay_recipient_maps", "", "2.0", """
        Tables with all addresses in $relay_domains. Empty: any is taken.""");
    public static final Param<Boolean> ALLOW_UNTRUSTED_ROUTING = Param.yesNo("allow_untrusted_routing", "no", "", """
        Relays `user%domain@ours` and the like for strangers; leaves servers behind this one open to abuse.""");
    public static final Param<String> PERMIT_MX_BACKUP_NETWORKS = Param.text("permit_mx_backup_networks", "", "", """
        The networks that a domain's primary mail exchangers must be in for permit_mx_backup.""");
    public static final Param<String> RBL_REPLY_MAPS = Param.text("rbl_reply_maps", "", "2.0", """
        Tables from a DNS list's domain to the reply that is given in the place of default_rbl_reply.""");
    public static final Param<String> DEFAULT_RBL_REPLY = Param.raw(
        "default_rbl_reply", "$rbl_code Service unavailable; $rbl_class [$rbl_what] blocke"
            + "d using $rbl_domain${rbl_reason?; $rbl_reason}", "2.0", """
        The reply to a client that a DNS list refuses.""");
    public static final Param<String> EXPANSION_FILTER = Param.raw(
        "smtpd_expansion_filter", "\\t\\40!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRS"
            + "TUVWXYZ[\\\\]^_`abcdefghijklmnopqrstuvwxyz{|}~", "2.0", """
        The characters that may come into a reply by $name, in C's notation; others become underscores.""");
    public static final Param<String> SENDER_LOGIN_MAPS = Param.text("smtpd_sender_login_maps", "", "", """
        Tables from sender address to the logins that may use it, for reject_sender_login_mismatch and its kin.""");
    public static final Param<String> RELAY_CLIENTCERTS = Param.text("relay_clientcerts", "", "2.2", """
        Tables with the fingerprints of certificates or keys whose owners permit_tls_clientcerts permits.""");
    public static final Param<String> POLICY_DEFAULT_ACTION = Param.required(
        "smtpd_policy_service_default_action", "451 4.3.5 Server configuration problem", "3.0", """
        What is done when a policy server cannot be asked or its answer makes no sense.""");
    public static final Param<Duration> POLICY_MAX_IDLE = Param.time(
        "smtpd_policy_service_max_idle", "300s", Bounds.atLeast(1), "2.1", """
        How long an unused connection to a policy server is kept.""");
    public static final Param<Duration> POLICY_MAX_TTL = Param.time(
        "smtpd_policy_service_max_ttl", "1000s", Bounds.atLeast(1), "2.1", """
        How long a connection to a policy server is used at most.""");
    public static final Param<String> POLICY_CONTEXT = Param.text(
        "smtpd_policy_service_policy_context", "", "3.1", """
        The attribute policy_context of requests to policy servers, so that one server can tell its uses apart.""");
    public static final Param<Integer> POLICY_REQUEST_LIMIT = Param.number(
        "smtpd_policy_service_request_limit", "0", Bounds.ANY, "3.0", """
        Requests over one connection to a policy server. 0: no limit.""");
    public static final Param<Duration> POLICY_RETRY_DELAY = Param.time(
        "smtpd_policy_service_retry_delay", "1s", Bounds.atLeast(1), "3.0", """
        How long to wait before a policy server is tried again.""");
    public static final Param<Duration> POLICY_TIMEOUT = Param.time(
        "smtpd_policy_service_timeout", "100s", Bounds.atLeast(1), "2.1", """
        How long connecting to a policy server, sending a request and waiting for the answer may each take.""");
    public static final Param<Integer> POLICY_TRY_LIMIT = Param.number(
        "smtpd_policy_service_try_limit", "2", Bounds.atLeast(1), "3.0", """
        How often a policy server is tried for one request.""");
    public static final Param<Boolean> PORT_LOGGING = Param.yesNo("smtpd_client_port_logging", "no", "2.5", """
        Logs the client's port behind its name and address.""");
    public static final Param<Integer> UNVERIFIED_SENDER_REJECT_CODE = Param.number("unverified_sender_reject_code",
        "450", Bounds.between(200, 599), "2.1", """
        The reply code of reject_unverified_sender when a probe was refused. 2xx lets the mail pass.""");
    public static final Param<Integer> UNVERIFIED_SENDER_DEFER_CODE = Param.number("unverified_sender_defer_code",
        "450", Bounds.between(200, 499), "2.6", """
        The reply code of reject_unverified_sender when it could not be found out. 2xx lets the mail pass.""");
    public static final Param<String> UNVERIFIED_SENDER_REASON = Param.text("unverified_sender_reject_reason", "",
        "2.6", """
        What reject_unverified_sender says in the place of the result of the probe.""");
    public static final Param<String> UNVERIFIED_SENDER_TEMPFAIL_ACTION = Param.required(
        "unverified_sender_tempfail_action", "$reject_tempfail_action", "2.6", """
        reject_tempfail_action of reject_unverified_sender.""");
    public static final Param<Integer> UNVERIFIED_RECIPIENT_REJECT_CODE = Param.number(
        "unverified_recipient_reject_code", "450", Bounds.between(200, 599), "2.1", """
        The reply code of reject_unverified_recipient when a probe was refused. 2xx lets the mail pass.""");
    public static final Param<Integer> UNVERIFIED_RECIPIENT_DEFER_CODE = Param.number(
        "unverified_recipient_defer_code", "450", Bounds.between(200, 499), "2.6", """
        The reply code of reject_unverified_recipient when it could not be found out. 2xx lets the mail pass.""");
    public static final Param<String> UNVERIFIED_RECIPIENT_REASON = Param.text("unverified_recipient_reject_reason",
        "", "2.6", """
        What reject_unverified_recipient says in the place of the result of the probe.""");
    public static final Param<String> UNVERIFIED_RECIPIENT_TEMPFAIL_ACTION = Param.required(
        "unverified_recipient_tempfail_action", "$reject_tempfail_action", "2.6", """
        reject_tempfail_action of reject_unverified_recipient.""");
    public static final Param<Integer> VERIFY_POLL_COUNT = Param.number("address_verify_poll_count",
        "${stress?{1}:{3}}", Bounds.atLeast(1), "2.1", """
        How often the result of a probe is asked for before the client is told to come again.""");
    public static final Param<Duration> VERIFY_POLL_DELAY = Param.time("address_verify_poll_delay", "3s",
        Bounds.atLeast(1), "2.1", """
        How long to wait before the result of a probe is asked for again.""");

    public static final List<Param<?>> ALL = List.of(
        CLIENT_RESTRICTIONS, HELO_RESTRICTIONS, SENDER_RESTRICTIONS, RELAY_RESTRICTIONS, RECIPIENT_RESTRICTIONS,
        DATA_RESTRICTIONS, END_OF_DATA_RESTRICTIONS, ETRN_RESTRICTIONS, RESTRICTION_CLASSES, DELAY_REJECT,
        RELAY_FIRST, REJECT_UNLISTED_RECIPIENT, REJECT_UNLISTED_SENDER, NULL_ACCESS_LOOKUP_KEY, LOG_PERMIT_ACTIONS,
        LOCAL_HEADER_REWRITE_CLIENTS, ACCESS_MAP_REJECT_CODE, ACCESS_MAP_DEFER_CODE, REJECT_CODE, DEFER_CODE,
        INVALID_HOSTNAME_CODE, NON_FQDN_CODE, UNKNOWN_CLIENT_CODE, UNKNOWN_HOSTNAME_CODE, UNKNOWN_ADDRESS_CODE,
        REJECT_TEMPFAIL_ACTION, UNKNOWN_HELO_TEMPFAIL_ACTION, UNKNOWN_ADDRESS_TEMPFAIL_ACTION, RELAY_CODE, RBL_CODE,
        BOUNCE_CODE, PLAINTEXT_CODE, UNKNOWN_LOCAL_CODE, UNKNOWN_RELAY_CODE, UNKNOWN_ALIAS_CODE,
        UNKNOWN_MAILBOX_CODE, LOCAL_RECIPIENT_MAPS, RELAY_RECIPIENT_MAPS, ALLOW_UNTRUSTED_ROUTING,
        PERMIT_MX_BACKUP_NETWORKS, RBL_REPLY_MAPS, DEFAULT_RBL_REPLY, EXPANSION_FILTER, SENDER_LOGIN_MAPS,
        RELAY_CLIENTCERTS, POLICY_DEFAULT_ACTION, POLICY_MAX_IDLE, POLICY_MAX_TTL, POLICY_CONTEXT,
        POLICY_REQUEST_LIMIT, POLICY_RETRY_DELAY, POLICY_TIMEOUT, POLICY_TRY_LIMIT, PORT_LOGGING,
        UNVERIFIED_SENDER_REJECT_CODE, UNVERIFIED_SENDER_DEFER_CODE, UNVERIFIED_SENDER_REASON,
        UNVERIFIED_SENDER_TEMPFAIL_ACTION, UNVERIFIED_RECIPIENT_REJECT_CODE, UNVERIFIED_RECIPIENT_DEFER_CODE,
        UNVERIFIED_RECIPIENT_REASON, UNVERIFIED_RECIPIENT_TEMPFAIL_ACTION, VERIFY_POLL_COUNT, VERIFY_POLL_DELAY);

    private AccessParams() {}
}
