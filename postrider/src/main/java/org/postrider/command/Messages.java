package org.postrider.command;

import java.io.IOException;
import java.io.OutputStream;
import org.postrider.text.Latin1;

/// Diagnostics as Postfix's commands print them: `name: warning: text`.
///
/// @param name the program's name without folders
record Messages(String name, OutputStream err) {
    void info(String text) {
        line(name + ": " + text);
    }

    void warning(String text) {
        line(name + ": warning: " + text);
    }

    void error(String text) {
        line(name + ": error: " + text);
    }

    void fatal(String text) {
        line(name + ": fatal: " + text);
    }

    void panic(String text) {
        line(name + ": panic: " + text);
    }

    /// A line without the program's name.
    void line(String text) {
        try {
            // One write, so that lines of programs that share the terminal do not mix.
            err.write(Latin1.bytes(text + "\n"));
            err.flush();
        } catch (IOException closed) {
            // Nobody listens on the error stream: there is no other place to say so, and the work goes on.
            return;
        }
    }
}
