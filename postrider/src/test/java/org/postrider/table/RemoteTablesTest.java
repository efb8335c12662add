package org.postrider.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteTablesTest {
    private static final char END = '\n';
    @TempDir Path folder;
    private Bench bench;
    private ServerSocket server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @BeforeEach void listen() throws IOException {
        bench = new Bench(folder);
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach void close() throws IOException {
        server.close();
    }

    /// Answers what comes up to a certain character, for each connection until it ends.
    private void serve(char last, UnaryOperator<String> answer) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed())
                try (var peer = server.accept()) {
                    talk(peer, last, answer);
                } catch (IOException gone) {
                    asked.add("-");
                }
        });
    }

    private void talk(Socket peer, char last, UnaryOperator<String> answer) throws IOException {
        var question = new StringBuilder();
        for (int c = peer.getInputStream().read(); c >= 0; c = peer.getInputStream().read()) {
            question.append((char) c);
            if (c != last) continue;
            asked.add(question.toString());
            String text = answer.apply(question.toString());
            question.setLength(0);
            peer.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            if (text.isEmpty()) return;
        }
    }

    private String port() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Test void aTcpTableIsAskedInLinesWithPercentSigns() {
        serve(END, question -> switch (question) {
            case "get a%20%25\n" -> "200 b%20%C3%A4\n";
            case "get gone\n" -> "500 no\n";
            case "get later\n" -> "400 later\n";
            default -> "garbage\n";
        });
        var table = bench.tables().open("tcp:" + port());
        assertEquals("b \u00c3\u00a4", Bench.ask(table, "a %"));
        assertEquals("-", Bench.ask(table, "gone"));
        assertEquals("?", Bench.ask(table, "later"));
        assertEquals("?", Bench.ask(table, "else"));
        assertEquals(List.of("warning: read TCP map reply from " + port() + ": malformed reply: garbage"), bench.log);
    }

    @Test void aSocketMapIsAskedInNetstrings() {
        serve(',', question -> switch (question) {
            case "5:m key," -> "8:OK value,";
            case "6:m gone," -> "9:NOTFOUND ,";
            case "7:m later," -> "10:TEMP later,";
            default -> "4:what,";
        });
        var table = bench.tables().open("socketmap:inet:" + port() + ":m");
        assertEquals("value", Bench.ask(table, "key"));
        assertEquals("-", Bench.ask(table, "gone"));
        assertEquals("?", Bench.ask(table, "later"));
        assertEquals("?", Bench.ask(table, "what"));
        String what = "warning: socketmap:inet:" + port() + ":m socketmap server ";
        assertEquals(List.of(what + "temporary error: later", what + "unknown error"), bench.log);
    }

    @Test void aLostConnectionIsMadeAgain() {
        serve(END, question -> question.equals("get end\n") ? "" : "200 x\n");
        var table = bench.tables().open("tcp:" + port());
        assertEquals("x", Bench.ask(table, "a"));
        assertEquals("?", Bench.ask(table, "end"));
        assertEquals("x", Bench.ask(table, "b"));
    }

    @Test void whatIsNotCachedIsTakenFromBehindAndCached() throws IOException {
        serve(END, question -> question.startsWith("get new") || question.startsWith("set") ? "END\r\n"
            : question.startsWith("get") ? "VALUE x 0 3\r\nold\r\nEND\r\n" : "STORED\r\n");
        bench.write("cf", "memcache = inet:" + port() + "\nkey_format = p:%s\nbackup = inline:{new=1}\n");
        var table = bench.tables().open("memcache:" + bench.path("cf"));
        assertEquals("old", Bench.ask(table, "p"));
        assertEquals(List.of("get p:p\r\n"), asked);
    }

    @Test void withoutAServerTheTableCannotTell() throws IOException {
        server.close();
        assertEquals("?", Bench.ask(bench.tables().open("tcp:" + port()), "k"));
        assertEquals("?", Bench.ask(bench.tables().open("socketmap:inet:" + port() + ":m"), "k"));
        assertEquals("?", Bench.ask(bench.tables().open("socketmap:unix:" + bench.path("none") + ":m"), "k"));
    }

    @Test void networkTablesAreNotForCommandsAndFiles() {
        for (String spec : List.of("tcp:" + port(), "socketmap:inet:" + port() + ":m"))
            assertThrows(TableException.class, () -> bench.strict().open(spec, Use.GUARDED));
    }

    @Test void aDebugTableTellsWhatItIsAsked() {
        assertEquals("b", Bench.ask(bench.tables().open("debug:inline:{a=b}"), "A"));
        assertEquals(List.of("inline:{a=b} lookup: \"A\" = \"b\""), bench.log);
    }

    @Test void templatesOfKeysTakeAddressesApart() {
        assertEquals("u@x.example.com|u|x.example.com|com|%",
            KeyFormat.of("t", "%s|%u|%d|%1|%%").expand("u@x.example.com").orElseThrow());
        assertEquals(java.util.Optional.empty(), KeyFormat.of("t", "%d").expand("user"));
    }
}
