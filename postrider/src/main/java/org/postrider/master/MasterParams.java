package org.postrider.master;

import static org.postrider.config.Bounds.atLeast;

import java.util.List;
import org.postrider.config.Param;

/// Parameters of the wiring.
public final class MasterParams {
    public static final Param<Integer> PROCESS_LIMIT = Param.number("default_process_limit", "100", atLeast(1), "", """
        The most clients or deliveries at a time of a service whose master.cf row has `-` for maxproc.""");
    public static final Param<String> MAILLOG_FILE = Param.text("maillog_file", "", "3.4", """
        File to log to instead of syslog; /dev/stdout only together with `postfix start-fg`.""");
    public static final Param<String> MAILLOG_PREFIXES = Param.text("maillog_file_prefixes", "/var, /dev/stdout",
        "3.4", """
        What maillog_file may begin with.""");
    public static final Param<String> MAILLOG_PERMISSIONS = Param.required("maillog_file_permissions", "0600", "3.9",
        """
        Permissions of a log file that is made: 0600, 0640 or 0644.""");
    public static final Param<String> MAILLOG_COMPRESSOR = Param.text("maillog_file_compressor", "gzip", "3.4", """
        The program that `postfix logrotate` compresses the old log file with.""");
    public static final Param<String> MAILLOG_SUFFIX = Param.text("maillog_file_rotate_suffix", "%Y%m%d-%H%M%S", "3.4",
        """
        What `postfix logrotate` puts behind the name of the old log file, for date(1).""");
    public static final Param<String> SYSLOG_FACILITY = Param.required("syslog_facility", "mail", "", """
        The syslog facility of log lines.""");
    public static final Param<String> SERVICE_DISABLE = Param.text("master_service_disable", "", "2.6", """
        Services of master.cf that are left out: `name/type` or `type`; `!` in front makes an exception, and the first
        pattern that fits decides.""");
    public static final Param<String> MAIL_VERSION = Param.required("mail_version", "3.11.6", "", """
        The version of Postfix that this service presents itself as.""");

    public static final List<Param<?>> ALL = List.of(PROCESS_LIMIT, MAILLOG_FILE, MAILLOG_PREFIXES,
        MAILLOG_PERMISSIONS, MAILLOG_COMPRESSOR, MAILLOG_SUFFIX, SYSLOG_FACILITY,
        SERVICE_DISABLE, MAIL_VERSION);

    private MasterParams() {}
}
