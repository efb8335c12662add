package org.postrider.command;

import java.io.IOException;
import java.io.OutputStream;
import org.postrider.log.Log;
import org.postrider.text.Latin1;

/// Diagnostics as Postfix's commands print them: `name: warning: text`. What could play tricks with a terminal is shown
/// as question marks.
///
/// @param name the program's name without folders
/// @param utf8 whether UTF-8 is shown as it is
record Messages(String name, OutputStream err, boolean utf8) {
    Messages(String name, OutputStream err) {
        this(name, err, true);
    }

    /// The same for a program that shows nothing but ASCII.
    Messages ascii() {
        return new Messages(name, err, false);
    }

    void info(String text) {
        say(": ", text);
    }

    void warning(String text) {
        say(": warning: ", text);
    }

    void error(String text) {
        say(": error: ", text);
    }

    void fatal(String text) {
        say(": fatal: ", text);
    }

    void panic(String text) {
        say(": panic: ", text);
    }

    private void say(String severity, String text) {
        line(name + severity + shown(text));
    }

    private String shown(String text) {
        var shown = new StringBuilder(Log.printable(text));
        for (int i = 0; !utf8 && i < shown.length(); i++)
            if (shown.charAt(i) > 0x7f) shown.setCharAt(i, '?');
        return shown.toString();
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
