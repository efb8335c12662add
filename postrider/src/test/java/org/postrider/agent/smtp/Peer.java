package org.postrider.agent.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postrider.net.Transport;
import org.postrider.text.Latin1;

/// A server in memory: answers each line by its script, or stalls, or hangs up.
final class Peer implements Transport {
    static final String STALL = "(stalls)", HANG_UP = "(hangs up)", NOTHING = "";

    /// What the client said, a line each; content too.
    final List<String> heard = new ArrayList<>();
    /// How often something was written.
    int writes;
    boolean closed;
    private final LinkedHashMap<String, String> script = new LinkedHashMap<>();
    private final Patience patience;
    private final StringBuilder in = new StringBuilder();
    private final StringBuilder out = new StringBuilder();
    private final CountDownLatch shut = new CountDownLatch(1);
    private int recipients;
    private boolean lmtp;
    private boolean data;
    private boolean stalled;
    private boolean gone;
    private boolean spokeInTheMiddle;

    Peer(Patience patience, String... keywords) {
        this.patience = patience;
        on("greeting", "220 peer.test ESMTP");
        on("HELO", "250 peer.test");
        var ehlo = new StringBuilder("250-peer.test\n");
        for (String keyword : keywords) ehlo.append("250-").append(keyword).append('\n');
        on("EHLO", ehlo + "250 HELP");
        on("LHLO", ehlo + "250 HELP");
        on("DATA", "354 go ahead");
        on("QUIT", "221 bye");
        on(".", "250 2.0.0 stored");
    }

    /// @param command  beginning of a line; `greeting` and `.` for what stands before and behind all; the one set last
    ///                 that fits holds
    /// @param reply    lines divided by LF, or one of the constants; a reply may also have one of these behind it
    Peer on(String command, String reply) {
        script.putLast(command, reply);
        return this;
    }

    Peer lmtp() {
        lmtp = true;
        return this;
    }

    /// Begins to speak.
    Peer greet() {
        answer(script.get("greeting"));
        return this;
    }

    private void answer(String reply) {
        if (gone || stalled) return;
        for (String line : reply.split("\n")) switch (line) {
            case STALL -> stalled = true;
            case HANG_UP -> gone = true;
            case NOTHING -> { }
            default -> out.append(line).append("\r\n");
        }
    }

    private String scripted(String line) {
        String reply = "250 2.0.0 ok";
        for (var entry : script.entrySet())
            if (line.regionMatches(true, 0, entry.getKey(), 0, entry.getKey().length())) reply = entry.getValue();
        return reply;
    }

    private void line(String line) {
        heard.add(line);
        if (data && !line.equals(".")) {
            if (script.containsKey("(middle)") && !spokeInTheMiddle) answer(script.get("(middle)"));
            spokeInTheMiddle = true;
            return;
        }
        if (data) {
            data = false;
            for (int i = 1; i <= (lmtp ? recipients : 1); i++)
                answer(script.getOrDefault(". " + i, script.get(".")));
            return;
        }
        String reply = scripted(line);
        if (line.startsWith("MAIL")) recipients = 0;
        if (line.startsWith("RCPT") && reply.startsWith("2")) recipients++;
        data = line.equals("DATA") && reply.startsWith("3");
        answer(reply);
    }

    @Override public int read(byte[] into, int offset, int length) throws IOException {
        if (out.isEmpty() && stalled) {
            patience.runOut();
            awaitShut();
        }
        if (out.isEmpty() && shut.getCount() > 0 && !gone && !closed)
            throw new IOException("the client waits for nothing");
        if (out.isEmpty()) return -1;
        int count = Math.min(length, out.length());
        System.arraycopy(Latin1.bytes(out.substring(0, count)), 0, into, offset, count);
        out.delete(0, count);
        return count;
    }

    private void awaitShut() throws IOException {
        try {
            if (!shut.await(10, TimeUnit.SECONDS)) throw new IOException("nobody lost patience");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override public int readWithin(Duration limit, byte[] into, int offset, int length) throws IOException {
        return out.isEmpty() ? gone ? -1 : 0 : read(into, offset, length);
    }

    @Override public void write(byte[] from, int offset, int length) throws IOException {
        if (gone) throw new IOException("Broken pipe");
        writes++;
        in.append(Latin1.of(from, offset, length));
        for (int end = in.indexOf("\r\n"); end >= 0; end = in.indexOf("\r\n")) {
            String line = in.substring(0, end);
            in.delete(0, end + 2);
            if (!gone && !stalled) line(line);
        }
    }

    @Override public void shutdownInput() {
        shut.countDown();
    }

    @Override public void shutdownOutput() {
        gone = true;
    }

    @Override public void close() {
        closed = true;
        shut.countDown();
    }
}
