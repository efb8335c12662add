package org.postrider.master;

import java.util.Optional;
import org.postrider.log.Log;
import org.postrider.log.LogSink;
import org.postrider.log.Severity;
import org.postrider.os.DatagramPort;
import org.postrider.os.ErrnoException;
import org.postrider.text.Latin1;

/// The service `postlog`: takes log lines of commands, which may not write to the log file themselves, as datagrams of
/// Postfix's form: a time stamp, host name, program with number, text. The line gets a time stamp of ours.
final class PostlogDoor implements AutoCloseable {
    /// Postfix takes no longer ones.
    private static final int LONGEST = 4096;
    /// Everybody may log, as with syslog.
    private static final int OPEN = 0666;

    private final DatagramPort port;
    private final LogSink sink;
    private final Log log;

    private PostlogDoor(DatagramPort port, LogSink sink, Log log) {
        this.port = port;
        this.sink = sink;
        this.log = log;
    }

    /// @param path one char per byte
    static PostlogDoor open(String path, LogSink sink, Log log) throws ErrnoException {
        var door = new PostlogDoor(DatagramPort.bind(path, OPEN), sink, log);
        Thread.ofPlatform().daemon().name("postlog").start(door::run);
        return door;
    }

    private void run() {
        try {
            for (byte[] line = port.receive(LONGEST); line.length > 0; line = port.receive(LONGEST))
                Line.parse(Latin1.of(line)).ifPresent(one -> new Log(sink, one.tag(), one.number())
                    .write(one.severity(), one.text()));
        } catch (ErrnoException failed) {
            log.warning("failed to receive log lines of commands: " + failed.getMessage());
        }
    }

    /// @param number in the place of the process id
    record Line(Severity severity, String tag, long number, String text) {
        /// Empty for what has not the form.
        static Optional<Line> parse(String line) {
            int at = 0;
            for (int words = 0; words < 4; words++) {
                while (at < line.length() && line.charAt(at) == ' ') at++;
                at = line.indexOf(' ', at);
                if (at < 0) return Optional.empty();
            }
            String rest = line.substring(at).strip();
            int open = rest.indexOf('['), close = rest.indexOf("]: ");
            if (open <= 0 || close < open) return Optional.empty();
            String number = rest.substring(open + 1, close), text = rest.substring(close + 3);
            if (number.isEmpty() || number.length() > 18 || !number.chars().allMatch(c -> c >= '0' && c <= '9'))
                return Optional.empty();
            var severity = severity(text);
            return Optional.of(new Line(severity, rest.substring(0, open), Long.parseLong(number),
                text.substring(severity.word().length())));
        }

        private static Severity severity(String text) {
            for (var one : Severity.values())
                if (!one.word().isEmpty() && text.startsWith(one.word())) return one;
            return Severity.INFO;
        }
    }

    @Override public void close() {
        port.close();
    }
}
