package org.postrider.agent.smtp;

import org.postrider.log.Log;
import org.postrider.net.Ending;
import org.postrider.net.Line;
import org.postrider.net.Pace;
import org.postrider.net.Wire;
import org.postrider.queue.QueueId;
import org.postrider.smtp.Capabilities;
import org.postrider.smtp.Keyword;
import org.postrider.smtp.ReplyReader;
import org.postrider.smtp.ServerReply;

/// A conversation with a server. Belongs to one delivery at a time.
final class Session {
    /// More lines of one reply are not waited for: nobody means so many well.
    private static final int MOST_LINES = 1000;
    /// Where the rest of a line that is too long has not ended, the server is not listened to any more.
    private static final int LONGEST_REST = 1 << 20;

    /// What came of waiting for a reply.
    sealed interface Heard {
        record Said(ServerReply reply) implements Heard {}

        record Lost(Loss loss) implements Heard {}
    }

    /// Why no reply came.
    enum Loss {
        /// The server hung up, or the network did.
        GONE,
        /// It was silent for too long.
        TIMED_OUT,
        /// A table of ours cannot tell what it said.
        LOCAL;

        static Loss of(Ending ending) {
            return ending instanceof Ending.TimedOut ? TIMED_OUT : GONE;
        }
    }

    /// How replies are read.
    ///
    /// @param line   bytes of one line, and of the text of a reply, that are kept
    /// @param protocol   as warnings call it
    /// @param discarding the parameter by which keywords can be ignored
    record Reading(int line, ReplyFilter filter, String protocol, String discarding) {}

    private final Wire wire;
    private final Server server;
    private final Reading reading;
    private final long opened;
    private Capabilities capabilities = Capabilities.NONE;
    private int uses = 1;
    private boolean kept = true;
    private boolean delaysEnd;
    private String about = "";

    /// @param opened nanoseconds on the monotonic clock
    Session(Wire wire, Server server, Reading reading, long opened) {
        this.wire = wire;
        this.server = server;
        this.reading = reading;
        this.opened = opened;
    }

    Wire wire() {
        return wire;
    }

    Server server() {
        return server;
    }

    long opened() {
        return opened;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    boolean has(Keyword keyword) {
        return capabilities.has(keyword);
    }

    void capabilities(Capabilities announced) {
        capabilities = announced;
    }

    /// The message that it is used for from here on.
    void serve(QueueId id) {
        about = id.text();
    }

    /// The end of a message must wait (`delay_dotcrlf`).
    boolean delaysEnd() {
        return delaysEnd;
    }

    void delayEnd() {
        delaysEnd = true;
    }

    /// Deliveries over this connection, the present one included.
    int uses() {
        return uses;
    }

    void usedAgain() {
        uses++;
    }

    /// May it be used for another delivery?
    boolean isKept() {
        return kept && isUp();
    }

    void dontKeep() {
        kept = false;
    }

    /// False once the connection has ended, as far as anybody noticed.
    boolean isUp() {
        return wire.ending().isEmpty();
    }

    /// Puts a command into the buffer; it leaves at the latest when a reply is waited for.
    void say(String command) {
        wire.writeLine(onOneLine(command));
    }

    /// An address may hold anything, but must never become a command of its own.
    private static String onOneLine(String command) {
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == '\r' || c == '\n' || c == 0)
                return command.replace('\r', '?').replace('\n', '?').replace((char) 0, '?');
        }
        return command;
    }

    /// Waits for the next reply.
    ///
    /// @param log what an operator should hear of strange replies
    Heard reply(Pace pace, Log log) {
        wire.pace(pace);
        var reader = new ReplyReader(reading.line);
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String text;
            switch (wire.readLine(reading.line)) {
                case Line.Whole(String line, _) -> text = line;
                case Line.Piece(String piece) -> {
                    log.warning(server.relay() + ": response longer than " + reading.line + ": "
                        + piece.substring(0, Math.min(30, piece.length())) + "...");
                    if (!wire.skipLine(LONGEST_REST)) return lost();
                    text = piece;
                }
                case Line.None(Ending ending) -> {
                    return new Heard.Lost(Loss.of(ending));
                }
            }
            var filtered = reading.filter.apply(text, server, log);
            if (filtered.isEmpty()) return new Heard.Lost(Loss.LOCAL);
            var reply = reader.line(filtered.get());
            if (reply.isPresent()) return said(reply.get(), log);
        }
        log.warning(server.relay() + ": multi-line response has more than " + MOST_LINES + " lines");
        wire.abort();
        return new Heard.Lost(Loss.GONE);
    }

    private Heard lost() {
        return new Heard.Lost(loss());
    }

    /// Why the connection is of no use any more.
    Loss loss() {
        return wire.ending().map(Loss::of).orElse(Loss.GONE);
    }

    private Heard said(ServerReply reply, Log log) {
        if (!reply.strays().isEmpty()) kept = false;
        if (has(Keyword.PIPELINING)) for (String stray : reply.strays()) tell(stray, log);
        // the server has said that it hangs up (RFC 5321 section 3.8)
        if (reply.code() == 421) kept = false;
        return new Heard.Said(reply);
    }

    /// What is no reply may be taken for one to something else.
    private void tell(String stray, Log log) {
        log.warning(about + ": non-" + reading.protocol + " response from " + server.relay() + ": "
            + stray.substring(0, Math.min(100, stray.length())));
        log.warning("to prevent loss of mail, turn off command pipelining for " + server.address() + " with the "
            + reading.discarding + " parameter");
    }

    /// After a reply that says that we have said something wrong: both sides may no longer agree on where they are.
    void refusedWith(int code) {
        boolean protocol = code < 400 || code > 599 || code == 555 || code >= 500 && code < 510;
        if (protocol) kept = false;
    }

    /// Says goodbye and hangs up.
    ///
    /// @param wait for the server's own goodbye
    void quit(Pace pace, boolean wait, Log log) {
        if (isUp()) {
            wire.pace(pace);
            say("QUIT");
            if (wait) reply(pace, log);
        }
        hangUp();
    }

    void hangUp() {
        wire.close();
    }
}
