package org.postrider.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One call of a command, as the caller made it. Text is one char per byte.
///
/// @param program how the program was called, maybe with folders before the name
/// @param arguments what follows the program's name
/// @param environment the caller's environment
/// @param directory the working directory
/// @param home the folder where this software is installed, that is the one that holds `bin`
/// @param in standard input, not buffered
/// @param out standard output, buffered
/// @param err standard error, not buffered
record Invocation(
        String program, List<String> arguments, Map<String, String> environment, Path directory, Path home,
        InputStream in, OutputStream out, OutputStream err) {

    /// The program's name without folders: what it is, and what its messages begin with.
    String name() {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /// A variable of the environment, or `fallback` where it is not set.
    String variable(String name, String fallback) {
        return environment.getOrDefault(name, fallback);
    }

    /// Diagnostics on the error stream in Postfix's form.
    Messages messages() {
        return new Messages(name(), err);
    }

    /// The switches before the first operand; see [Options#parse].
    Options options(String letters) {
        return Options.parse(letters, this);
    }

    /// The same for programs that call themselves by their plain name, however they were called.
    Invocation plain() {
        return new Invocation(name(), arguments, environment, directory, home, in, out, err);
    }
}
