package org.postrider.smtpd;

import static org.postrider.config.Bounds.atLeast;
import static org.postrider.config.Bounds.between;

import java.time.Duration;
import java.util.List;
import org.postrider.config.Param;

/// Parameters of the SMTP server's sessions; those of its restrictions are in
/// [org.postrider.smtpd.access].
public final class SmtpdParams {
    private static final int FAR = Integer.MAX_VALUE;

    public static final Param<String> STRESS = Param.text("stress", "", "2.5", """
        Not for main.cf: `yes` for sessions that begin while all places of their service are taken. Other parameters
        have shorter limits then, by `${stress?{...}:{...}}` in their values.""");
    public static final Param<String> BANNER = Param.text("smtpd_banner", "$myhostname ESMTP $mail_name", "", """
        What follows the 220 of the greeting. Has to begin with $myhostname (RFC 5321 section 4.2).""");
    public static final Param<Duration> TIMEOUT = Param.time("smtpd_timeout", "${stress?{10}:{300}}s", atLeast(1), "",
        """
        How long a client may be silent, or may take none of a reply, before the session ends.""");
    public static final Param<Integer> SOFT_ERROR_LIMIT = Param.number("smtpd_soft_error_limit", "10", between(1, FAR),
        "", """
        Errors in a session from which on every reply is delayed by smtpd_error_sleep_time.""");
    public static final Param<Integer> HARD_ERROR_LIMIT = Param.number("smtpd_hard_error_limit",
        "${stress?{1}:{20}}", between(1, FAR), "", """
        Errors in a session after which it is ended. A message that is accepted sets the count back to zero.""");
    public static final Param<Duration> ERROR_SLEEP_TIME = Param.time("smtpd_error_sleep_time", "1s", atLeast(0), "",
        """
        How long a reply is delayed for a client beyond smtpd_soft_error_limit.""");
    public static final Param<Integer> JUNK_COMMAND_LIMIT = Param.number("smtpd_junk_command_limit",
        "${stress?{1}:{100}}", between(1, FAR), "", """
        How many commands without use (NOOP, VRFY, ETRN, RSET, repeated HELO) a client may send per message; each
        further one counts as an error.""");
    public static final Param<Integer> RECIPIENT_LIMIT = Param.number("smtpd_recipient_limit", "1000",
        between(1, FAR), "", """
        Recipients that are accepted for one message.""");
    public static final Param<Integer> RECIPIENT_OVERSHOOT_LIMIT = Param.number("smtpd_recipient_overshoot_limit",
        "1000", between(1, FAR), "", """
        How many recipients beyond smtpd_recipient_limit are refused without counting as errors (RFC 5321 section
        4.5.3.1.10).""");
    public static final Param<Boolean> HELO_REQUIRED = Param.yesNo("smtpd_helo_required", "no", "", """
        Takes no mail from a client that has not said HELO or EHLO.""");
    public static final Param<Boolean> DISABLE_VRFY = Param.yesNo("disable_vrfy_command", "no", "", """
        Turns the VRFY command off, which lets clients find out addresses.""");
    public static final Param<Boolean> STRICT_ENVELOPES = Param.yesNo("strict_rfc821_envelopes", "no", "", """
        Takes addresses in MAIL FROM and RCPT TO only in angle brackets and without comments or names.""");
    public static final Param<Boolean> STRICT_SMTPUTF8 = Param.yesNo("strict_smtputf8", "no", "3.0", """
        Takes addresses beyond US-ASCII only from clients that ask for SMTPUTF8.""");
    public static final Param<String> DISCARD_EHLO_KEYWORDS = Param.text("smtpd_discard_ehlo_keywords", "", "2.2", """
        Keywords, in any case, that are not announced to a client that says EHLO. With `silent-discard` among them this
        is not logged.""");
    public static final Param<String> DISCARD_EHLO_KEYWORD_MAPS = Param.text("smtpd_discard_ehlo_keyword_address_maps",
        "", "2.2", """
        Tables from client address to keywords that are not announced to it, in the place of
        smtpd_discard_ehlo_keywords.""");
    public static final Param<String> FORBIDDEN_COMMANDS = Param.text("smtpd_forbidden_commands",
        "CONNECT GET POST regexp:{{/^[^A-Z]/ Bogus}}", "2.2", """
        Commands that only programs send which are no SMTP clients; they end the session. Header names always do.""");
    public static final Param<String> NOOP_COMMANDS = Param.text("smtpd_noop_commands", "", "1.1", """
        Commands that are answered like NOOP and have no effect.""");
    public static final Param<Boolean> FORBID_UNAUTH_PIPELINING = Param.yesNo("smtpd_forbid_unauth_pipelining", "yes",
        "3.9", """
        Ends the session with a client that sends more before it may (RFC 2920), as robots do.""");
    public static final Param<String> FORBID_BARE_NEWLINE = Param.required("smtpd_forbid_bare_newline", "normalize",
        "3.9", """
        What to do about lines that end in LF without CR: `no` takes them for lines like any other, which lets a client
        smuggle messages; `normalize` (or `yes`) takes them for lines but none of them for the end of a message; `note`
        also logs it; `reject` refuses the command or message.""");
    public static final Param<String> FORBID_BARE_NEWLINE_EXCLUSIONS = Param.text(
        "smtpd_forbid_bare_newline_exclusions", "$mynetworks", "3.9", """
        Clients that smtpd_forbid_bare_newline does not apply to.""");
    public static final Param<Integer> FORBID_BARE_NEWLINE_CODE = Param.number(
        "smtpd_forbid_bare_newline_reject_code", "550", between(400, 599), "3.9", """
        The reply code of `smtpd_forbid_bare_newline = reject`.""");
    public static final Param<Boolean> HIDE_CLIENT = Param.yesNo("smtpd_hide_client_session", "no", "3.10", """
        Leaves client and protocol out of the Received: header, for submission services.""");
    public static final Param<Boolean> PEERNAME_LOOKUP = Param.yesNo("smtpd_peername_lookup", "yes", "2.3", """
        Looks up the client's name by its address, and the name's addresses. Otherwise every client is `unknown`.""");
    public static final Param<Boolean> DELAY_OPEN = Param.yesNo("smtpd_delay_open_until_valid_rcpt", "yes", "2.3", """
        Gives out the queue id at the first recipient that is accepted, instead of at MAIL FROM.""");
    public static final Param<Boolean> PER_REQUEST_DEADLINE = Param.yesNo("smtpd_per_request_deadline",
        "${smtpd_per_record_deadline?{$smtpd_per_record_deadline}:{${stress?{yes}:{no}}}}", "3.7", """
        Makes smtpd_timeout a limit for a whole command or message instead of for each read and write.""");
    public static final Param<Integer> MIN_DATA_RATE = Param.number("smtpd_min_data_rate", "500", between(1, FAR),
        "3.7", """
        Bytes that earn a message another second when smtpd_per_request_deadline is on.""");
    public static final Param<String> EVENT_LIMIT_EXCEPTIONS = Param.text("smtpd_client_event_limit_exceptions",
        "${smtpd_client_connection_limit_exceptions:$mynetworks}", "2.2", """
        Clients that are not counted and have no limits on connections, messages and recipients.""");
    public static final Param<Integer> CONNECTION_COUNT_LIMIT = Param.number("smtpd_client_connection_count_limit",
        "50", between(0, FAR), "2.2", """
        Connections that a client may have at a time with one service. 0: any number.""");
    public static final Param<Integer> CONNECTION_RATE_LIMIT = Param.number("smtpd_client_connection_rate_limit", "0",
        between(0, FAR), "2.2", """
        Connections that a client may make to one service per anvil_rate_time_unit. 0: any number.""");
    public static final Param<Integer> MESSAGE_RATE_LIMIT = Param.number("smtpd_client_message_rate_limit", "0",
        between(0, FAR), "2.2", """
        MAIL commands that a client may send to one service per anvil_rate_time_unit. 0: any number.""");
    public static final Param<Integer> RECIPIENT_RATE_LIMIT = Param.number("smtpd_client_recipient_rate_limit", "0",
        between(0, FAR), "2.2", """
        RCPT commands that a client may send to one service per anvil_rate_time_unit. 0: any number.""");
    public static final Param<Integer> IPV4_PREFIX_LENGTH = Param.number("smtpd_client_ipv4_prefix_length", "32",
        between(0, 32), "3.8", """
        Clients whose addresses agree in so many bits are counted as one.""");
    public static final Param<Integer> IPV6_PREFIX_LENGTH = Param.number("smtpd_client_ipv6_prefix_length", "84",
        between(0, 128), "3.8", """
        The same for IPv6.""");
    public static final Param<String> XCLIENT_HOSTS = Param.text("smtpd_authorized_xclient_hosts", "", "2.1", """
        Clients that may use XCLIENT: say that they are somebody else. They are not counted.""");
    public static final Param<String> XFORWARD_HOSTS = Param.text("smtpd_authorized_xforward_hosts", "", "2.1", """
        Clients that may use XFORWARD: tell who the client before them was, for the log.""");
    public static final Param<String> REJECT_FOOTER = Param.raw("smtpd_reject_footer", "", "2.8", """
        Text that is added to each 4xx and 5xx reply as lines of its own (`\\n` begins another one), or behind its
        last line when it begins with `\\c`. May have $client, $client_address, $client_name, $client_port,
        $helo_name, $localtime, $recipient, $sender, $server_address, $server_name, $server_port.""");
    public static final Param<String> REJECT_FOOTER_MAPS = Param.text("smtpd_reject_footer_maps", "", "3.4", """
        Tables from the text of a 4xx or 5xx reply to the text that is added to it instead of smtpd_reject_footer.""");
    public static final Param<String> REJECT_FILTER_MAPS = Param.text("smtpd_reject_filter_maps", "", "3.11", """
        Tables from the text of a 4xx or 5xx reply to the one that is sent instead of it.""");
    public static final Param<String> COMMAND_FILTER = Param.text("smtpd_command_filter", "", "2.7", """
        A table from a whole command to the one that it is taken for. Mends what broken clients say.""");
    public static final Param<String> UPSTREAM_PROXY = Param.text("smtpd_upstream_proxy_protocol", "", "2.10", """
        The protocol by which a proxy in front tells who the client is: `haproxy`. Then every client has to.""");
    public static final Param<Duration> UPSTREAM_PROXY_TIMEOUT = Param.time("smtpd_upstream_proxy_timeout", "5s",
        atLeast(1), "2.10", """
        How long the proxy may take for that.""");

    public static final List<Param<?>> ALL = List.of(STRESS, BANNER, TIMEOUT, SOFT_ERROR_LIMIT, HARD_ERROR_LIMIT,
        ERROR_SLEEP_TIME, JUNK_COMMAND_LIMIT, RECIPIENT_LIMIT, RECIPIENT_OVERSHOOT_LIMIT, HELO_REQUIRED, DISABLE_VRFY,
        STRICT_ENVELOPES, STRICT_SMTPUTF8, DISCARD_EHLO_KEYWORDS, DISCARD_EHLO_KEYWORD_MAPS, FORBIDDEN_COMMANDS,
        NOOP_COMMANDS, FORBID_UNAUTH_PIPELINING, FORBID_BARE_NEWLINE, FORBID_BARE_NEWLINE_EXCLUSIONS,
        FORBID_BARE_NEWLINE_CODE, HIDE_CLIENT, PEERNAME_LOOKUP, DELAY_OPEN, PER_REQUEST_DEADLINE,
        MIN_DATA_RATE, EVENT_LIMIT_EXCEPTIONS, CONNECTION_COUNT_LIMIT, CONNECTION_RATE_LIMIT, MESSAGE_RATE_LIMIT,
        RECIPIENT_RATE_LIMIT, IPV4_PREFIX_LENGTH, IPV6_PREFIX_LENGTH, XCLIENT_HOSTS, XFORWARD_HOSTS, REJECT_FOOTER,
        REJECT_FOOTER_MAPS, REJECT_FILTER_MAPS, COMMAND_FILTER, UPSTREAM_PROXY, UPSTREAM_PROXY_TIMEOUT);

    private SmtpdParams() {}
}
