package org.postrider.config;

import java.time.Duration;
import java.util.List;

/// Parameters that more than one room reads.
public final class SiteParams {
    public static final Param<String> MYHOSTNAME = Param.required("myhostname", "localhost", "", """
        This mail system's internet name, `host.domain`. Default for many others.""");
    public static final Param<String> MYDOMAIN = Param.text("mydomain", "localdomain", "", """
        This mail system's internet domain: myhostname without its first label.""");
    public static final Param<String> MYORIGIN = Param.required("myorigin", "$myhostname", "", """
        The domain that locally posted mail appears to come from and incomplete local addresses are completed with.""");
    public static final Param<String> MYDESTINATION = Param.text("mydestination",
        "$myhostname, localhost.$mydomain, localhost", "", """
        Domains delivered with $local_transport: names, /file/name or type:table entries.""");
    public static final Param<String> COMPATIBILITY_LEVEL = Param.text("compatibility_level", "0", "3.0", """
        The Postfix version whose defaults hold: 0, 1, 2, 3.6 or 3.11. Newer defaults need a higher level, so that an
        old configuration keeps its meaning.""");
    public static final Param<String> QUEUE_DIRECTORY = Param.required("queue_directory", "/var/spool/postfix", "", """
        Top of the queue: the journal, the maildrop and the sockets live below it.""");
    public static final Param<String> CONFIG_DIRECTORY = Param.required("config_directory", "/etc/postfix", "", """
        Where main.cf and master.cf are. Set by -c and MAIL_CONFIG.""");
    public static final Param<String> MAIL_OWNER = Param.required("mail_owner", "postfix", "", """
        The account that owns the queue and runs everything that talks to the network.""");
    public static final Param<String> SYSLOG_NAME = Param.required("syslog_name",
        "${multi_instance_name?{$multi_instance_name}:{postfix}}", "", """
        What stands before the slash in the program part of a log line.""");
    public static final Param<String> RECIPIENT_DELIMITER = Param.text("recipient_delimiter", "", "", """
        The characters that separate a user name from its extension: user+foo.""");
    public static final Param<Boolean> OWNER_REQUEST_SPECIAL = Param.yesNo("owner_request_special", "yes", "", """
        Doesn't take `owner-list` and `list-request` for addresses with an extension when recipient_delimiter has a
        hyphen.""");
    public static final Param<Long> MESSAGE_SIZE_LIMIT = Param.size("message_size_limit", "10240000",
        Bounds.atLeast(0), "", """
        Largest message in bytes, envelope included. 0 means no limit.""");
    public static final Param<String> DOUBLE_BOUNCE_SENDER = Param.required("double_bounce_sender", "double-bounce", "",
        """
        Sender of our own notices that must not bounce back; mail to it is thrown away.""");
    public static final Param<String> EMPTY_ADDRESS_RECIPIENT = Param.required("empty_address_recipient",
        "MAILER-DAEMON", "", """
        Who gets mail that is addressed to the null address, such as a bounce of a bounce.""");
    public static final Param<Integer> DELAY_LOGGING_RESOLUTION_LIMIT = Param.number("delay_logging_resolution_limit",
        "2", Bounds.between(0, 6), "2.3", """
        Digits behind the point in logged delays.""");
    public static final Param<Boolean> LONG_QUEUE_IDS = Param.yesNo("enable_long_queue_ids", "no", "2.9", """
        Queue ids that don't repeat, in a long form that sorts by time.""");
    public static final Param<String> RELAY_DOMAINS = Param.text("relay_domains",
        "${{$compatibility_level} <level {2} ? {$mydestination} : {}}", "", """
        Domains, besides our own, that mail is relayed to.""");
    public static final Param<Duration> IPC_TIMEOUT = Param.time("ipc_timeout", "3600s", Bounds.atLeast(1), "", """
        How long a request to another part of the mail system may take.""");

    public static final Param<String> MAIL_NAME = Param.required("mail_name", "Postfix", "", """
        What we call ourselves in greetings, Received: headers and bounces.""");
    public static final Param<String> MYNETWORKS = Param.text("mynetworks", "127.0.0.0/8 [::1]/128", "", """
        Clients that may send mail to anywhere: addresses, network/mask, /file/name, type:table; `!` in front excludes.
        The default follows from mynetworks_style and this machine's addresses.""");
    public static final Param<String> MYNETWORKS_STYLE = Param.required("mynetworks_style",
        "${{$compatibility_level} <level {2} ? {subnet} : {host}}", "", """
        What mynetworks is by default: `host` is this machine, `subnet` its networks, `class` its networks by the
        classes of old, which is dangerous.""");
    public static final Param<Boolean> SOFT_BOUNCE = Param.yesNo("soft_bounce", "no", "", """
        Tries again later where mail would be returned or refused for good. For testing a configuration.""");
    public static final Param<Integer> LINE_LENGTH_LIMIT = Param.number("line_length_limit", "2048",
        Bounds.atLeast(512), "", """
        Longer lines of a message are handled in pieces; longer commands and replies are cut.""");
    public static final Param<String> VIRTUAL_ALIAS_MAPS = Param.text("virtual_alias_maps", "$virtual_maps", "2.0", """
        Tables that replace recipients by other addresses, in any domain.""");
    public static final Param<String> VIRTUAL_MAILBOX_MAPS = Param.text("virtual_mailbox_maps", "", "2.0", """
        Tables with the valid addresses of virtual mailbox domains and the place of each mailbox; a place that ends in
        a slash is a Maildir.""");
    public static final Param<String> CANONICAL_MAPS = Param.text("canonical_maps", "", "", """
        Tables that replace addresses in headers and envelopes.""");
    public static final Param<String> SENDER_CANONICAL_MAPS = Param.text("sender_canonical_maps", "", "", """
        The same for sender addresses only; comes first.""");
    public static final Param<String> RECIPIENT_CANONICAL_MAPS = Param.text("recipient_canonical_maps", "", "", """
        The same for recipient addresses only; comes first.""");
    public static final Param<String> PROPAGATE_EXTENSIONS = Param.text("propagate_unmatched_extensions",
        "canonical, virtual", "", """
        Where an address extension that no table entry mentions is put onto the new address: canonical, virtual, alias,
        forward, include, generic.""");
    public static final Param<String> DEFAULT_PRIVS = Param.required("default_privs", "nobody", "", """
        The account whose rights the commands and files of root's aliases are used with. Never root.""");
    public static final Param<String> EXPORT_ENVIRONMENT = Param.text("export_environment", "TZ MAIL_CONFIG LANG", "",
        """
        Environment variables that commands we run get: names, or `name=value`.""");
    public static final Param<String> IMPORT_ENVIRONMENT = Param.text("import_environment",
        "MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ XAUTHORITY DISPLAY LANG=C POSTLOG_SERVICE POSTLOG_HOSTNAME "
            + "XDG_RUNTIME_DIR", "", """
        Environment variables that the mail system keeps of those it was started with: names, or `name=value`. Others
        are seen neither by `environ:` tables nor by commands that we run.""");
    public static final Param<String> DATA_DIRECTORY = Param.required("data_directory", "/var/lib/postfix", "2.5", """
        The folder of data that can be made again, such as caches. Belongs to mail_owner; made when it is missing.""");
    public static final Param<Duration> COMMAND_TIME_LIMIT = Param.time("command_time_limit", "1000s",
        Bounds.atLeast(1), "", """
        How long a command that mail is delivered to may run; then it is killed.""");

    public static final Param<String> INFO_LOG_ADDRESS_FORMAT = Param.required("info_log_address_format", "external",
        "3.5", """
        How addresses are shown in the log: `external` with the quotes that SMTP needs around some local parts,
        `internal` without.""");

    public static final List<Param<?>> ALL = List.of(COMPATIBILITY_LEVEL, MYHOSTNAME, MYDOMAIN, MYORIGIN,
        MYDESTINATION, QUEUE_DIRECTORY,
        OWNER_REQUEST_SPECIAL, CONFIG_DIRECTORY, MAIL_OWNER, SYSLOG_NAME, RECIPIENT_DELIMITER, MESSAGE_SIZE_LIMIT,
        DOUBLE_BOUNCE_SENDER, EMPTY_ADDRESS_RECIPIENT, DELAY_LOGGING_RESOLUTION_LIMIT, LONG_QUEUE_IDS, RELAY_DOMAINS,
        IPC_TIMEOUT, MAIL_NAME, MYNETWORKS, SOFT_BOUNCE, LINE_LENGTH_LIMIT, VIRTUAL_ALIAS_MAPS, VIRTUAL_MAILBOX_MAPS,
        CANONICAL_MAPS, SENDER_CANONICAL_MAPS, RECIPIENT_CANONICAL_MAPS, PROPAGATE_EXTENSIONS, DEFAULT_PRIVS,
        EXPORT_ENVIRONMENT, IMPORT_ENVIRONMENT, DATA_DIRECTORY, COMMAND_TIME_LIMIT, INFO_LOG_ADDRESS_FORMAT,
        MYNETWORKS_STYLE);

    private SiteParams() {}
}
