package org.postrider.agent.smtp;

import static org.postrider.config.Bounds.atLeast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postrider.config.Param;
import org.postrider.config.Twins;

/// Parameters of the SMTP and LMTP client.
public final class SmtpParams {
    // ---- where to

    public static final Param<String> BEST_MX_TRANSPORT = Param.text("best_mx_transport", "", "", """
        Transport, and after a colon next hop, for mail that would loop because we are the best mail exchanger of its
        domain ourselves, without knowing that domain. Empty: such mail is returned.""");
    public static final Param<Boolean> DISABLE_DNS_LOOKUPS = Param.yesNo("disable_dns_lookups", "no", "", """
        Asks no DNS: next hops are hosts of the local host table.""");
    public static final Twins<String> DNS_SUPPORT_LEVEL = Twins.of(Param.text("smtp_dns_support_level", "", "2.11", """
        How far the DNS is used: disabled, enabled, or dnssec, which asks the same questions as long as no certificates
        are looked up there. Empty: as disable_dns_lookups says."""));
    public static final Param<Boolean> IGNORE_MX_LOOKUP_ERROR = Param.yesNo("ignore_mx_lookup_error", "no", "", """
        When nobody can tell a domain's mail exchangers, tries the domain itself as a host. May send mail astray.""");
    public static final Twins<String> FALLBACK_RELAY = Twins.of(Param.text("smtp_fallback_relay", "$fallback_relay",
        "2.3", """
        Next hops for mail whose own servers cannot be found or reached; tried in this order. Not used for domains that
        we are a mail exchanger of.""")).lmtp("");
    public static final Twins<String> TCP_PORT = Twins.of(Param.text("smtp_tcp_port", "smtp", "3.5", """
        Port of next hops that name none: number or service name.""")).lmtp("24");
    public static final Twins<String> HOST_LOOKUP = Twins.of(Param.required("smtp_host_lookup", "dns", "", """
        How a host's addresses are found, in this order: dns, native (the local host table)."""));
    public static final Twins<String> ADDRESS_PREFERENCE = Twins.of(Param.required("smtp_address_preference", "any",
        "2.8", """
        Addresses of which IP version are tried first when a host has both: any, ipv4, ipv6."""));
    public static final Twins<Boolean> RANDOMIZE_ADDRESSES = Twins.of(Param.yesNo("smtp_randomize_addresses", "yes", "",
        """
        Tries equally good servers in random order, which spreads the load."""));
    public static final Twins<Boolean> BALANCE_PROTOCOLS = Twins.of(Param.yesNo("smtp_balance_inet_protocols", "yes",
        "3.4", """
        Sees to it that addresses of both IP versions are among those that smtp_mx_address_limit lets through."""));
    public static final Twins<Boolean> DEFER_IF_NO_MX_ADDRESS = Twins.of(Param.yesNo(
        "smtp_defer_if_no_mx_address_found", "no", "2.1", """
        Tries again later, instead of returning mail, when none of a domain's mail exchangers has an address."""));
    public static final Twins<Integer> MX_ADDRESS_LIMIT = Twins.of(Param.number("smtp_mx_address_limit", "5",
        atLeast(0), "2.1", """
        Most addresses of a next hop that are tried in one delivery. 0: no limit."""));
    public static final Twins<Integer> MX_SESSION_LIMIT = Twins.of(Param.number("smtp_mx_session_limit", "2",
        atLeast(0), "2.1", """
        Most conversations with servers of a next hop in one delivery; those that end before mail is sent don't count.
        0: no limit."""));
    public static final Twins<String> BIND_ADDRESS = Twins.of(Param.text("smtp_bind_address", "", "", """
        Own IPv4 address that connections are made from. Empty: inet_interfaces, when it has just one, else the system
        decides."""));
    public static final Twins<String> BIND_ADDRESS6 = Twins.of(Param.text("smtp_bind_address6", "", "2.2", """
        The same for IPv6."""));
    public static final Twins<Boolean> BIND_ADDRESS_ENFORCE = Twins.of(Param.yesNo("smtp_bind_address_enforce", "no",
        "3.7", """
        Delivers later, instead of from another address, when smtp_bind_address cannot be used."""));

    public static final Param<String> USE_SRV_LOOKUP = Param.text("use_srv_lookup", "", "3.8", """
        Services, as next hops name them behind a colon, whose servers are found by SRV records: submission, ...""");
    public static final Param<Boolean> ALLOW_SRV_FALLBACK = Param.yesNo("allow_srv_lookup_fallback", "no", "3.8", """
        Goes on without SRV records where there are none.""");
    public static final Param<Boolean> IGNORE_SRV_ERROR = Param.yesNo("ignore_srv_lookup_error", "no", "3.8", """
        Goes on without SRV records where nobody can tell whether there are any.""");

    // ---- time limits

    public static final Twins<Duration> CONNECT_TIMEOUT = Twins.of(Param.time("smtp_connect_timeout", "30s",
        atLeast(0), "", """
        For making a connection. 0: as long as the system takes.""")).lmtp("0s");
    public static final Twins<Duration> HELO_TIMEOUT = Twins.of(Param.time("smtp_helo_timeout", "300s", atLeast(1), "",
        """
        For the server's greeting, and for sending EHLO, HELO or LHLO and the reply.""")).lmtpName("lmtp_lhlo_timeout");
    public static final Twins<Duration> XFORWARD_TIMEOUT = Twins.of(Param.time("smtp_xforward_timeout", "300s",
        atLeast(1), "2.1", """
        For sending XFORWARD, and for its reply."""));
    public static final Twins<Duration> MAIL_TIMEOUT = Twins.of(Param.time("smtp_mail_timeout", "300s", atLeast(1), "",
        """
        For sending MAIL FROM, and for its reply."""));
    public static final Twins<Duration> RCPT_TIMEOUT = Twins.of(Param.time("smtp_rcpt_timeout", "300s", atLeast(1), "",
        """
        For sending RCPT TO, and for its reply."""));
    public static final Twins<Duration> DATA_INIT_TIMEOUT = Twins.of(Param.time("smtp_data_init_timeout", "120s",
        atLeast(1), "", """
        For sending DATA, and for its reply."""));
    public static final Twins<Duration> DATA_XFER_TIMEOUT = Twins.of(Param.time("smtp_data_xfer_timeout", "180s",
        atLeast(1), "", """
        For sending a piece of the message: the connection must not stand still for longer."""));
    public static final Twins<Duration> DATA_DONE_TIMEOUT = Twins.of(Param.time("smtp_data_done_timeout", "600s",
        atLeast(1), "", """
        For sending the end of the message, and for the reply. Servers deliver in this time: shorter ones make double
        deliveries."""));
    public static final Twins<Duration> RSET_TIMEOUT = Twins.of(Param.time("smtp_rset_timeout", "20s", atLeast(1),
        "2.1", """
        For sending RSET, and for its reply: at the end of a probe, and to see whether a kept connection is alive."""));
    public static final Twins<Duration> QUIT_TIMEOUT = Twins.of(Param.time("smtp_quit_timeout", "300s", atLeast(1), "",
        """
        For sending QUIT, and for its reply."""));
    public static final Twins<Boolean> PER_REQUEST_DEADLINE = Twins.of(Param.yesNo("smtp_per_request_deadline",
        "${smtp_per_record_deadline?{$smtp_per_record_deadline}:{no}}", "3.7", """
        Makes the time limits hold for a whole request and its reply instead of for each single read or write."""));
    public static final Twins<Integer> MIN_DATA_RATE = Twins.of(Param.number("smtp_min_data_rate", "500", atLeast(1),
        "3.7", """
        With smtp_per_request_deadline: bytes per second that a message must be taken with."""));

    // ---- the conversation

    public static final Twins<String> HELO_NAME = Twins.of(Param.required("smtp_helo_name", "$myhostname", "", """
        Who we say we are, with EHLO, HELO or LHLO.""")).lmtpName("lmtp_lhlo_name");
    public static final Param<Boolean> ALWAYS_SEND_EHLO = Param.yesNo("smtp_always_send_ehlo", "yes", "", """
        Begins with EHLO also where the server's greeting doesn't say ESMTP.""");
    public static final Param<Boolean> NEVER_SEND_EHLO = Param.yesNo("smtp_never_send_ehlo", "no", "", """
        Begins with HELO always.""");
    public static final Twins<Boolean> SKIP_5XX_GREETING = Twins.of(Param.yesNo("smtp_skip_5xx_greeting", "yes", "", """
        Goes on to the next server when one greets with a 5xx reply, instead of returning the mail."""));
    public static final Twins<Boolean> SKIP_QUIT_RESPONSE = Twins.of(Param.yesNo("smtp_skip_quit_response", "yes", "",
        """
        Doesn't wait for the reply to QUIT.""")).lmtp("no");
    public static final Twins<String> DISCARD_EHLO_KEYWORDS = Twins.of(Param.text("smtp_discard_ehlo_keywords", "",
        "2.2", """
        Keywords in the reply to EHLO that are ignored: pipelining, dsn, ...; with silent-discard none are logged."""))
        .lmtpName("lmtp_discard_lhlo_keywords");
    public static final Twins<String> DISCARD_EHLO_KEYWORD_MAPS = Twins.of(Param.text(
        "smtp_discard_ehlo_keyword_address_maps", "", "2.2", """
        Tables from server address to the keywords that are ignored instead of smtp_discard_ehlo_keywords."""))
        .lmtpName("lmtp_discard_lhlo_keyword_address_maps");
    public static final Twins<Boolean> QUOTE_ENVELOPE = Twins.of(Param.yesNo("smtp_quote_rfc821_envelope", "yes", "",
        """
        Quotes addresses in MAIL FROM and RCPT TO as RFC 5321 wants it."""));
    public static final Twins<Integer> LINE_LENGTH_LIMIT = Twins.of(Param.number("smtp_line_length_limit", "998",
        atLeast(0), "", """
        Longer lines of a message go on behind a line break and a blank. 0: no limit."""));
    public static final Twins<Boolean> SEND_XFORWARD = Twins.of(Param.yesNo("smtp_send_xforward_command", "no", "2.1",
        """
        Tells servers that announce XFORWARD where the mail came from: for content filters."""));

    public static final Twins<String> ADDRESS_VERIFY_TARGET = Twins.of(Param.required("smtp_address_verify_target",
        "rcpt", "3.0", """
        How far a probe of an address goes: rcpt or data. The latter hangs up in the middle of the mail."""));
    public static final Param<Boolean> LMTP_ASSUME_FINAL = Param.yesNo("lmtp_assume_final", "no", "2.8", """
        Tells senders who want to know that mail was delivered, rather than passed on, when an LMTP server that doesn't
        announce DSN has taken it.""");

    public static final Twins<String> REPLY_FILTER = Twins.of(Param.text("smtp_reply_filter", "", "2.7", """
        A table that each line of a server's reply is looked up in; what it gives is taken for the line. For servers
        that say strange things."""));
    public static final Twins<String> STATUS_FILTER = Twins.of(Param.text("smtp_delivery_status_filter",
        "$default_delivery_status_filter", "3.0", """
        Tables from `status text` of a delivery to another status and text; success stays success and failure
        failure."""));
    public static final Twins<String> PIX_WORKAROUNDS = Twins.of(Param.text("smtp_pix_workarounds",
        "disable_esmtp,delay_dotcrlf", "2.4", """
        What is done about firewalls that hide the server's greeting behind stars: disable_esmtp says HELO,
        delay_dotcrlf waits before the end of a message."""));
    public static final Twins<String> PIX_WORKAROUND_MAPS = Twins.of(Param.text("smtp_pix_workaround_maps", "", "2.4",
        """
        Tables from server address to what is done instead of smtp_pix_workarounds."""));
    public static final Twins<Duration> PIX_THRESHOLD = Twins.of(Param.time("smtp_pix_workaround_threshold_time",
        "500s", atLeast(0), "", """
        How old a message must be for delay_dotcrlf."""));
    public static final Twins<Duration> PIX_DELAY = Twins.of(Param.time("smtp_pix_workaround_delay_time", "10s",
        atLeast(1), "", """
        How long delay_dotcrlf waits."""));

    // ---- what is changed on the way out

    public static final Twins<String> GENERIC_MAPS = Twins.of(Param.text("smtp_generic_maps", "", "2.2", """
        Tables that replace addresses in envelopes and headers of mail on its way out."""));
    public static final Twins<String> HEADER_CHECKS = Twins.of(Param.text("smtp_header_checks", "", "2.5", """
        Tables that each header is looked up in: DUNNO, IGNORE, INFO, PREPEND, REPLACE, STRIP, WARN."""));
    public static final Twins<String> MIME_HEADER_CHECKS = Twins.of(Param.text("smtp_mime_header_checks", "", "2.5",
        """
        The same for headers of MIME parts."""));
    public static final Twins<String> NESTED_HEADER_CHECKS = Twins.of(Param.text("smtp_nested_header_checks", "",
        "2.5", """
        The same for headers of attached messages."""));
    public static final Twins<String> BODY_CHECKS = Twins.of(Param.text("smtp_body_checks", "", "2.5", """
        The same for each line of bodies."""));
    public static final Param<Boolean> DISABLE_MIME_OUTPUT = Param.yesNo("disable_mime_output_conversion", "no", "2.0",
        """
        Sends eight-bit text as it is to servers that don't say that they take it, rather than as quoted-printable.""");

    // ---- connections that are kept

    public static final Twins<Boolean> CACHE_ON_DEMAND = Twins.of(Param.yesNo("smtp_connection_cache_on_demand", "yes",
        "2.2", """
        Keeps connections for a while as long as much mail goes to the same next hop."""));
    public static final Twins<String> CACHE_DESTINATIONS = Twins.of(Param.text("smtp_connection_cache_destinations", "",
        "2.2", """
        Next hops, domains or addresses of servers, or tables of them, whose connections are always kept."""));
    public static final Twins<Duration> CACHE_TIME_LIMIT = Twins.of(Param.time("smtp_connection_cache_time_limit", "2s",
        atLeast(1), "2.2", """
        How long a connection is kept without use."""));
    public static final Twins<Duration> REUSE_TIME_LIMIT = Twins.of(Param.time("smtp_connection_reuse_time_limit",
        "300s", atLeast(1), "2.3", """
        How old a connection may become that is still used again."""));
    public static final Twins<Integer> REUSE_COUNT_LIMIT = Twins.of(Param.number("smtp_connection_reuse_count_limit",
        "0", atLeast(0), "2.11", """
        How often a connection is used again. 0: no limit."""));

    // ---- encryption

    public static final Twins<String> TLS_LEVEL = Twins.of(Param.text("smtp_tls_security_level",
        "${{$compatibility_level} <level {3.11} ? {} : {may}}", "2.3", """
        How much protection connections need: none; may, when the server has it; encrypt and others, without which
        nothing is sent. This client cannot encrypt yet: mail for which that is needed stays in the queue."""))
        .lmtp("");
    public static final Twins<Boolean> LOG_TLS_STATUS = Twins.of(Param.yesNo("smtp_log_tls_feature_status", "yes",
        "3.11", """
        Logs `tls=` with the wanted level, and with what came of it, for each recipient."""));

    private static final List<Twins<?>> TWINS = List.of(
        FALLBACK_RELAY, TCP_PORT, HOST_LOOKUP, ADDRESS_PREFERENCE, RANDOMIZE_ADDRESSES, BALANCE_PROTOCOLS,
        DEFER_IF_NO_MX_ADDRESS, MX_ADDRESS_LIMIT, MX_SESSION_LIMIT, BIND_ADDRESS, BIND_ADDRESS6, BIND_ADDRESS_ENFORCE,
        CONNECT_TIMEOUT, HELO_TIMEOUT, XFORWARD_TIMEOUT, MAIL_TIMEOUT, RCPT_TIMEOUT, DATA_INIT_TIMEOUT,
        DATA_XFER_TIMEOUT, DATA_DONE_TIMEOUT, RSET_TIMEOUT, QUIT_TIMEOUT, PER_REQUEST_DEADLINE, MIN_DATA_RATE,
        HELO_NAME, SKIP_5XX_GREETING, SKIP_QUIT_RESPONSE, DISCARD_EHLO_KEYWORDS, DISCARD_EHLO_KEYWORD_MAPS,
        QUOTE_ENVELOPE, LINE_LENGTH_LIMIT, SEND_XFORWARD, ADDRESS_VERIFY_TARGET, CACHE_ON_DEMAND, CACHE_DESTINATIONS,
        CACHE_TIME_LIMIT, REUSE_TIME_LIMIT, REUSE_COUNT_LIMIT, TLS_LEVEL, LOG_TLS_STATUS, REPLY_FILTER, STATUS_FILTER,
        PIX_WORKAROUNDS, PIX_WORKAROUND_MAPS, PIX_THRESHOLD, PIX_DELAY, GENERIC_MAPS, HEADER_CHECKS, MIME_HEADER_CHECKS,
        NESTED_HEADER_CHECKS, BODY_CHECKS,
        DNS_SUPPORT_LEVEL);

    public static final List<Param<?>> ALL = all();

    private SmtpParams() {}

    private static List<Param<?>> all() {
        var all = new ArrayList<Param<?>>(List.of(BEST_MX_TRANSPORT, DISABLE_DNS_LOOKUPS, IGNORE_MX_LOOKUP_ERROR,
            ALWAYS_SEND_EHLO, NEVER_SEND_EHLO, LMTP_ASSUME_FINAL, USE_SRV_LOOKUP,
            ALLOW_SRV_FALLBACK, IGNORE_SRV_ERROR, DISABLE_MIME_OUTPUT));
        TWINS.forEach(twins -> all.addAll(twins.both()));
        return List.copyOf(all);
    }
}
