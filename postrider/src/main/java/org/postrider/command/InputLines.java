package org.postrider.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.postrider.text.Latin1;

/// Lines of standard input as they come, so that a program may ask and read one answer after the other.
final class InputLines {
    private InputLines() {}

    /// @param taker gets each line without its end, up to a NUL if there is one
    static void read(InputStream in, Consumer<String> taker) throws IOException {
        var input = new BufferedInputStream(in);
        var line = new ByteArrayOutputStream();
        int c = input.read();
        for (; c >= 0; c = input.read()) {
            if (c != '\n') line.write(c);
            else take(line, taker);
        }
        if (line.size() > 0) take(line, taker);
    }

    private static void take(ByteArrayOutputStream line, Consumer<String> taker) {
        String text = Latin1.of(line.toByteArray());
        line.reset();
        int nul = text.indexOf('\0');
        taker.accept(nul < 0 ? text : text.substring(0, nul));
    }
}
