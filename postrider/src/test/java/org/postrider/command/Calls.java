package org.postrider.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A command's invocation in a test, with what it wrote.
record Calls(Invocation call, ByteArrayOutputStream out, ByteArrayOutputStream err) {

    /// A call with an empty environment and no input, in the folder `/`.
    static Calls of(String program, String... arguments) {
        return of("", Map.of(), program, arguments);
    }

    static Calls of(String input, Map<String, String> environment, String program, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var root = Path.of("/");
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1));
        return new Calls(
            new Invocation(program, List.of(arguments), environment, root, root, in, out, err), out, err);
    }

    String written() {
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    String complaints() {
        return err.toString(StandardCharsets.ISO_8859_1);
    }
}
