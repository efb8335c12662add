package org.postrider.master;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicReference;
import org.postrider.config.ConfigException;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.log.FileSink;
import org.postrider.log.LogSink;
import org.postrider.log.Severity;
import org.postrider.os.Identity;
import org.postrider.os.SyslogSocket;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// The log that the configuration asks for. A reload opens it anew, be it that the file was renamed or that the
/// configuration asks for another.
final class Sinks implements LogSink {
    private static final String SYSLOG = "/dev/log";

    private final Time time;
    private final AtomicReference<LogSink> current;

    private Sinks(LogSink first, Time time) {
        this.time = time;
        current = new AtomicReference<>(first);
    }

    static LogSink open(Settings settings, Time time) {
        return new Sinks(sink(settings, time), time);
    }

    @Override public void write(Severity severity, String tag, long number, String text) {
        current.get().write(severity, tag, number, text);
    }

    /// @param sink one of [#open]; others stay as they are
    /// @throws ConfigException when the new one cannot be had: the old one stays in use
    static void renew(LogSink sink, Settings settings) {
        // The old file is not closed: a line may be on its way to it. It goes with the last one who holds it.
        if (sink instanceof Sinks log) log.current.set(sink(settings, log.time));
    }

    private static LogSink sink(Settings settings, Time time) {
        String file = settings.get(MasterParams.MAILLOG_FILE);
        if (file.isEmpty()) return syslog(settings, time);
        allowed(settings, file);
        try {
            if (file.equals("/dev/stdout")) return FileSink.standardOutput(Identity.hostname(), time);
            return FileSink.appendTo(Path.of(Latin1.toUnicode(file)), Identity.hostname(), time);
        } catch (IOException e) {
            throw new ConfigException("cannot write the log: maillog_file = " + file + ": " + Layout.reason(e)
                + "; it must belong to mail_owner: run postfix as root, or choose another file");
        }
    }

    /// Makes the log file so that the mail owner can write to it. For root, before the mail process starts.
    static void prepare(Settings settings, Layout.Owner owner) {
        String file = settings.get(MasterParams.MAILLOG_FILE);
        if (file.isEmpty() || file.equals("/dev/stdout")) return;
        allowed(settings, file);
        var path = Path.of(Latin1.toUnicode(file));
        try {
            if (!Files.exists(path)) Files.createFile(path, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString(permissions(settings))));
            if (owner.root()) Files.setAttribute(path, "unix:uid", owner.uid());
        } catch (IOException e) {
            throw new ConfigException("cannot make the log: maillog_file = " + file + ": " + Layout.reason(e));
        }
    }

    private static String permissions(Settings settings) {
        return switch (settings.get(MasterParams.MAILLOG_PERMISSIONS)) {
            case "0600", "600" -> "rw-------";
            case "0640", "640" -> "rw-r-----";
            case "0644", "644" -> "rw-r--r--";
            case String other -> throw new ConfigException("invalid maillog_file_permissions parameter value " + other
                + ": use 0600, 0640 or 0644");
        };
    }

    private static void allowed(Settings settings, String file) {
        Param<String> prefixes = MasterParams.MAILLOG_PREFIXES;
        for (String prefix : settings.get(prefixes).strip().split("[,\\s]+"))
            if (!prefix.isEmpty() && file.startsWith(prefix)) return;
        throw new ConfigException("maillog_file value '" + file + "' does not match any prefix in " + prefixes + " = "
            + settings.get(prefixes));
    }

    private static LogSink syslog(Settings settings, Time time) {
        String name = settings.get(MasterParams.SYSLOG_FACILITY);
        int facility = SyslogSocket.facility(name).orElseThrow(() ->
            new ConfigException("unknown facility: syslog_facility = " + name));
        var socket = new SyslogSocket(SYSLOG, facility, System.err);
        return (severity, tag, number, text) ->
            socket.send(time.now(), severity.level(), tag + "[" + number + "]", severity.word() + text);
    }
}
