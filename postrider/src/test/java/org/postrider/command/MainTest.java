package org.postrider.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    private interface Body {
        int run(Invocation call) throws IOException;
    }

    private record Tool(Body body) implements Command {
        @Override public String usage() {
            return "[-v]";
        }

        @Override public int run(Invocation call) throws IOException {
            return body.run(call);
        }

        @Override public int usageStatus() {
            return ExitCodes.USAGE;
        }
    }

    private final Calls calls = Calls.of("/x/tool", "-z");

    @Test void theCommandsStatusIsTheProgramsStatus() {
        assertEquals(3, run(_ -> 3));
        assertEquals("", calls.complaints());
    }

    @Test void aFatalErrorComesAfterWhatWasPrinted() {
        assertEquals(75, run(call -> {
            call.out().write('x');
            throw new CommandException(ExitCodes.TEMP_FAIL, "queue is full");
        }));
        assertEquals("x", calls.written());
        assertEquals("tool: fatal: queue is full\n", calls.complaints());
    }

    @Test void wrongUsageShowsTheProblemAndTheUsage() {
        assertEquals(64, run(call -> call.options("v").count('v')));
        assertEquals("/x/tool: invalid option -- 'z'\ntool: fatal: usage: /x/tool [-v]\n", calls.complaints());
    }

    @Test void aFailingWorldIsSaidInWords() {
        assertEquals(1, run(_ -> {
            throw new NoSuchFileException("/etc/x/main.cf");
        }));
        assertEquals("tool: fatal: no such file or folder: /etc/x/main.cf\n", calls.complaints());
    }

    @Test void aBugIsAPanicWithItsTrace() {
        assertEquals(70, run(_ -> {
            throw new IllegalStateException("odd");
        }));
        assertTrue(calls.complaints().startsWith("tool: panic: java.lang.IllegalStateException: odd\n"));
        assertTrue(calls.complaints().contains("MainTest.java"));
    }

    @Test void aReaderThatWentAwayEndsTheCommandInSilence() {
        var gone = new StandardOutput(new OutputStream() {
            @Override public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        assertEquals(141, run(_ -> {
            gone.write('x');
            return 0;
        }));
        assertEquals("", calls.complaints());
    }

    @Test void anUnknownNameIsRefused() {
        assertEquals(64, Main.run(Calls.of("/x/nonsense").call()));
    }

    @Test void argumentsAreOneCharPerByte() {
        assertEquals(List.of("tool", "J\u00c3\u00b6rg"), RawProcess.arguments(new String[] {"tool", "J\u00f6rg"}));
        assertEquals(Map.of("X", "\u00c3\u00b6"), RawProcess.environment(Map.of("X", "\u00f6")));
    }

    @Test void theKernelsStringsAreSplitAtTheirEnds() {
        byte[] line = "java\0\0\u00ff\0".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(List.of("java", "", "\u00ff"), RawProcess.strings(line));
    }

    private int run(Body body) {
        return Main.run(new Tool(body), calls.call());
    }
}
