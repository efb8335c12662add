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

    public static final List<Param<?>> ALL = List.of(MYHOSTNAME, MYDOMAIN, MYORIGIN, MYDESTINATION, QUEUE_DIRECTORY,
        CONFIG_DIRECTORY, MAIL_OWNER, SYSLOG_NAME, RECIPIENT_DELIMITER, MESSAGE_SIZE_LIMIT, DOUBLE_BOUNCE_SENDER,
        EMPTY_ADDRESS_RECIPIENT, DELAY_LOGGING_RESOLUTION_LIMIT, LONG_QUEUE_IDS, RELAY_DOMAINS, IPC_TIMEOUT);

    private SiteParams() {}
}
