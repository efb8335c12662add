package org.postrider.master;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;

/// Whoever started this process: told how the start went, then left alone. A program that waits (the postfix command,
/// the supervisor) hears the bare words at the other end of our standard output; a person reads lines on standard
/// error.
///
/// @param prefix of each line that a person reads; empty for a program
record Starter(OutputStream out, String prefix) {
    static final String READY = "ready";
    static final String RELOADED = "reloaded";
    static final String FATAL = "fatal: ";
    static final String WARNING = "warning: ";

    /// All services listen.
    void ready() {
        if (prefix.isEmpty()) say(READY);
    }

    /// The new configuration is in use.
    void reloaded() {
        if (prefix.isEmpty()) say(RELOADED);
    }

    /// Something that only a person wants to know.
    void info(String text) {
        if (!prefix.isEmpty()) say(text);
    }

    /// What is wrong and what to do.
    void fatal(String text) {
        say(FATAL + text);
    }

    void warning(String text) {
        say(WARNING + text);
    }

    /// A line of the mail process that is for nobody here: its log, when that goes to standard output.
    void pass(String line) {
        if (!prefix.isEmpty()) System.out.println(line);
    }

    private void say(String line) {
        try {
            out.write((prefix + line.replace('\n', ' ') + "\n").getBytes(ISO_8859_1));
            out.flush();
        } catch (IOException nobodyListens) {
            return;
        }
    }
}
