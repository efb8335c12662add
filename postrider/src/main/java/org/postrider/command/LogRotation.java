package org.postrider.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.postrider.master.MasterParams.MAILLOG_COMPRESSOR;
import static org.postrider.master.MasterParams.MAILLOG_FILE;
import static org.postrider.master.MasterParams.MAILLOG_SUFFIX;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.text.Latin1;

/// `postfix logrotate`: the log file gets a name with the time in it, and is compressed.
///
/// @param suffix for date(1)
record LogRotation(String file, String compressor, String suffix) {
    static final Duration REOPENING = Duration.ofSeconds(1);

    static LogRotation of(Settings settings) {
        return new LogRotation(settings.get(MAILLOG_FILE), settings.get(MAILLOG_COMPRESSOR),
            settings.get(MAILLOG_SUFFIX));
    }

    /// Why there is nothing to rotate.
    Optional<String> refusal() {
        return missing(MAILLOG_FILE, file).or(() -> missing(MAILLOG_COMPRESSOR, compressor))
            .or(() -> missing(MAILLOG_SUFFIX, suffix))
            .or(() -> file.startsWith("/dev/") ? Optional.of("not rotating '" + file + "'") : Optional.empty());
    }

    private static Optional<String> missing(Param<?> param, String value) {
        return value.isEmpty() ? Optional.of("empty '" + param.name()
            + "' parameter value - logfile rotation failed") : Optional.empty();
    }

    /// Gives the file its new name.
    ///
    /// @return the new name
    Path rename() throws IOException {
        var target = path(file + "." + output(List.of("date", "+" + Latin1.toUnicode(suffix))));
        if (Files.exists(target)) throw new IOException(target + " exists already");
        Files.move(path(file), target);
        return target;
    }

    void compress(Path renamed) throws IOException {
        output(List.of(Latin1.toUnicode(compressor), renamed.toString()));
    }

    /// What the program prints; what it complains of is the reason why this failed.
    private static String output(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile()).start();
        String text = new String(process.getInputStream().readAllBytes(), ISO_8859_1).strip();
        try {
            int status = process.waitFor();
            if (status != 0) throw new IOException(text.isEmpty() ? command.getFirst() + " ended with status " + status
                : text);
            return text;
        } catch (InterruptedException _) {
            process.destroy();
            throw new IOException(command.getFirst() + " was interrupted");
        }
    }

    private static Path path(String name) {
        return Path.of(Latin1.toUnicode(name));
    }
}
