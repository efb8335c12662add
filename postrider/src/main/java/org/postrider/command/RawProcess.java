package org.postrider.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postrider.text.Latin1;

/// The arguments and environment of this process as bytes.
///
/// The JVM decodes both as UTF-8 and loses bytes that are none. Where that happened, the kernel is asked for the
/// originals; it does not happen often enough to read `/proc` each time.
final class RawProcess {
    /// What the JVM puts in the place of bytes that it cannot decode.
    private static final char LOST = '\uFFFD';
    private static final Path PROC = Path.of("/proc/self");

    private RawProcess() {}

    /// The program's arguments, one char per byte.
    static List<String> arguments(String[] decoded) {
        boolean lost = false;
        var arguments = new ArrayList<String>(decoded.length);
        for (String one : decoded) {
            lost |= one.indexOf(LOST) >= 0;
            arguments.add(Latin1.fromUnicode(one));
        }
        if (!lost) return arguments;
        List<String> line = proc("cmdline");
        // Ours come last, after those of the JVM itself.
        return line.size() < decoded.length ? arguments : line.subList(line.size() - decoded.length, line.size());
    }

    /// The environment, one char per byte.
    static Map<String, String> environment(Map<String, String> decoded) {
        boolean lost = false;
        var environment = new HashMap<String, String>(2 * decoded.size());
        for (var one : decoded.entrySet()) {
            lost |= one.getValue().indexOf(LOST) >= 0;
            environment.put(Latin1.fromUnicode(one.getKey()), Latin1.fromUnicode(one.getValue()));
        }
        if (lost)
            for (String one : proc("environ")) {
                int equals = one.indexOf('=', 1);
                if (equals > 0) environment.put(one.substring(0, equals), one.substring(equals + 1));
            }
        return environment;
    }

    private static List<String> proc(String name) {
        try {
            return strings(Files.readAllBytes(PROC.resolve(name)));
        } catch (IOException noProc) {
            // Then the decoded form has to do: the lost bytes show as they would in any Java program.
            return List.of();
        }
    }

    /// Splits at the NUL bytes that end each string.
    static List<String> strings(byte[] bytes) {
        var strings = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++)
            if (bytes[i] == 0) {
                strings.add(Latin1.of(bytes, start, i - start));
                start = i + 1;
            }
        return strings;
    }
}
