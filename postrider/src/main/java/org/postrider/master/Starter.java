package org.postrider.master;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;

/// Whoever started this process, at the other end of its standard output: told how the start went, then left alone.
record Starter(OutputStream out) {
    static final String READY = "ready";

    /// All services listen.
    void ready() {
        say(READY);
    }

    /// What is wrong and what to do.
    void fatal(String text) {
        say("fatal: " + text);
    }

    void warning(String text) {
        say("warning: " + text);
    }

    private void say(String line) {
        try {
            out.write((line.replace('\n', ' ') + "\n").getBytes(ISO_8859_1));
            out.flush();
        } catch (IOException nobodyListens) {
            return;
        }
    }
}
