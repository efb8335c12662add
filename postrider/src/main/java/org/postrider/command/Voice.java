package org.postrider.command;

import static org.postrider.config.SiteParams.MYHOSTNAME;
import static org.postrider.config.SiteParams.QUEUE_DIRECTORY;
import static org.postrider.config.SiteParams.SYSLOG_NAME;
import static org.postrider.master.MasterParams.MAILLOG_FILE;
import static org.postrider.master.ToolParams.POSTLOG_SERVICE;
import static org.postrider.master.MasterParams.SYSLOG_FACILITY;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import org.postrider.config.Settings;
import org.postrider.log.FileSink;
import org.postrider.log.LineFormat;
import org.postrider.log.Log;
import org.postrider.log.LogSink;
import org.postrider.os.DatagramPort;
import org.postrider.os.ErrnoException;
import org.postrider.os.SyslogSocket;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// What a command says, to its user and to the mail system's log: through the socket of the service `postlog` when the
/// log is a file, else through syslog. A log that cannot be had is left alone, as the user hears it all the same.
///
/// @param messages for the user
record Voice(Messages messages, Log log) {
    private static final String SYSLOG = "/dev/log";

    /// What happens to lines for a log file while nobody takes them.
    enum Fallback { NOTHING, FILE }

    /// @param name of the program, as the log shows it
    static Voice of(Invocation call, Settings settings, Fallback fallback) {
        String tag = settings.get(SYSLOG_NAME) + "/" + call.name();
        return new Voice(call.messages(), log(settings, tag, fallback));
    }

    /// @param tag the whole program part of a line
    static Log log(Settings settings, String tag, Fallback fallback) {
        LogSink sink = settings.get(MAILLOG_FILE).isEmpty() ? syslog(settings) : postlog(settings, fallback);
        return new Log(sink, tag, ProcessHandle.current().pid());
    }

    private static LogSink syslog(Settings settings) {
        int facility = SyslogSocket.facility(settings.get(SYSLOG_FACILITY)).orElse(2);
        return (severity, tag, number, text) -> {
            try (var socket = new SyslogSocket(SYSLOG, facility, new PrintStream(OutputStream.nullOutputStream()))) {
                socket.send(Time.system().now(), severity.level(), tag + "[" + number + "]", severity.word() + text);
            }
        };
    }

    private static LogSink postlog(Settings settings, Fallback fallback) {
        String socket = settings.get(QUEUE_DIRECTORY) + "/public/" + settings.get(POSTLOG_SERVICE);
        return (severity, tag, number, text) -> {
            var line = new StringBuilder();
            new LineFormat(settings.get(MYHOSTNAME), ZoneId.systemDefault()).append(line, Time.system().now(),
                new LineFormat.Line(severity, tag, number, text));
            try {
                DatagramPort.send(socket, Latin1.bytes(line.substring(0, line.length() - 1)));
            } catch (ErrnoException nobody) {
                if (fallback == Fallback.FILE) append(settings, new LineFormat.Line(severity, tag, number, text));
            }
        };
    }

    private static void append(Settings settings, LineFormat.Line line) {
        try (var file = FileSink.appendTo(Path.of(Latin1.toUnicode(settings.get(MAILLOG_FILE))),
                settings.get(MYHOSTNAME), Time.system())) {
            file.write(line.severity(), line.tag(), line.number(), line.text());
        } catch (IOException notOurs) {
            return;
        }
    }

    void info(String text) {
        messages.info(text);
        log.info(text);
    }

    void warning(String text) {
        messages.warning(text);
        log.warning(text);
    }

    /// What [Main] tells the user of an ending, told to the log.
    void ending(CommandException end) {
        if (!end.getMessage().isEmpty()) log.fatal(end.getMessage());
    }
}
