package org.postrider.command;

import static org.postrider.config.SiteParams.SYSLOG_NAME;
import static org.postrider.master.MasterParams.MAILLOG_FILE;
import static org.postrider.master.MasterParams.SYSLOG_FACILITY;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.postrider.config.Settings;
import org.postrider.log.FileSink;
import org.postrider.log.Log;
import org.postrider.log.LogSink;
import org.postrider.os.Identity;
import org.postrider.os.SyslogSocket;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// The mail system's log as a command writes to it. What a command has to say it says to its user too, so a log that
/// this user may not write to, or that is not there yet, is left alone.
final class MailLog {
    private static final String SYSLOG = "/dev/log";
    private static final LogSink NOWHERE = (_, _, _, _) -> {};

    private MailLog() {}

    /// @param program what stands behind the slash in the program part of a line
    static Log of(Settings settings, String program) {
        return new Log(sink(settings), settings.get(SYSLOG_NAME) + "/" + program, ProcessHandle.current().pid());
    }

    private static LogSink sink(Settings settings) {
        String file = settings.get(MAILLOG_FILE);
        if (file.isEmpty()) return syslog(settings.get(SYSLOG_FACILITY));
        var path = Path.of(Latin1.toUnicode(file));
        if (file.startsWith("/dev/") || !Files.isWritable(path)) return NOWHERE;
        try {
            return FileSink.appendTo(path, Identity.hostname(), Time.system());
        } catch (IOException unwritable) {
            return NOWHERE;
        }
    }

    private static LogSink syslog(String name) {
        var facility = SyslogSocket.facility(name);
        if (facility.isEmpty() || !Files.exists(Path.of(SYSLOG))) return NOWHERE;
        var socket = new SyslogSocket(SYSLOG, facility.get(), new PrintStream(OutputStream.nullOutputStream()));
        return (severity, tag, number, text) ->
            socket.send(Time.system().now(), severity.level(), tag + "[" + number + "]", severity.word() + text);
    }
}
