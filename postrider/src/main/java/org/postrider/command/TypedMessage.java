package org.postrider.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A message as it is given to sendmail(1): lines in front that begin with `From ` are no part of it, and unless told
/// otherwise a line with nothing but a dot ends it.
final class TypedMessage {
    /// Takes the pieces.
    interface Taker {
        void take(byte[] bytes, int length) throws IOException;
    }

    private static final int PIECE = 1 << 16;
    /// A line that is longer is no `From ` line.
    private static final int LONGEST_FROM = 4096;

    private final boolean dots;
    private final Taker to;
    /// What may be a line with a dot, or a `From ` line; and what goes on at the next piece
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean begun;
    private boolean lineStart = true;
    private boolean ended;

    private TypedMessage(boolean dots, Taker to) {
        this.dots = dots;
        this.to = to;
    }

    /// @param dots whether a line with nothing but a dot, and carriage returns behind it, ends the message
    static void copy(InputStream in, boolean dots, Taker to) throws IOException {
        var message = new TypedMessage(dots, to);
        byte[] piece = new byte[PIECE];
        for (int got = in.read(piece); got >= 0 && !message.ended; got = in.read(piece)) message.piece(piece, got);
        message.finish();
    }

    private void piece(byte[] piece, int length) throws IOException {
        int done = 0;
        while (done < length && !ended) {
            if (!isUndecided()) {
                int next = dots ? lineEnd(piece, done, length) : length;
                pass(piece, done, next);
                lineStart = next > done && piece[next - 1] == '\n';
                done = next;
            } else {
                byte c = piece[done++];
                held.write(c);
                decide(c);
            }
        }
    }

    /// Whether what comes next cannot be passed on before more of it is seen.
    private boolean isUndecided() {
        return !begun || dots && lineStart;
    }

    /// Behind the next line feed, or the end of the piece.
    private static int lineEnd(byte[] piece, int from, int length) {
        for (int i = from; i < length; i++)
            if (piece[i] == '\n') return i + 1;
        return length;
    }

    private void decide(byte last) throws IOException {
        byte[] line = held.toByteArray();
        boolean whole = last == '\n';
        if (dots && lineStart && whole && isDot(line)) {
            ended = true;
            held.reset();
            return;
        }
        boolean dot = dots && lineStart && !whole && isDot(line);
        boolean from = !begun && line.length < LONGEST_FROM && mayBeFrom(line);
        if (!begun && whole && from) {
            held.reset();       // and the next line may be one more
            return;
        }
        if (dot || from) return;
        begun = true;
        release(line, whole);
    }

    private void release(byte[] line, boolean whole) throws IOException {
        held.reset();
        lineStart = whole;
        to.take(line, line.length);
    }

    private static boolean isDot(byte[] line) {
        if (line[0] != '.') return false;
        int end = line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        for (int i = 1; i < end; i++)
            if (line[i] != '\r') return false;
        return true;
    }

    /// `From `, with any number of `>` before it, or the beginning of that.
    private static boolean mayBeFrom(byte[] line) {
        int at = 0;
        while (at < line.length && line[at] == '>') at++;
        for (int i = 0; i < 5 && at + i < line.length; i++)
            if (line[at + i] != "From ".charAt(i)) return false;
        return line[line.length - 1] != '\n' || line.length - at > 5;
    }

    private void pass(byte[] piece, int from, int end) throws IOException {
        byte[] bytes = from == 0 ? piece : Arrays.copyOfRange(piece, from, end);
        to.take(bytes, end - from);
    }

    private void finish() throws IOException {
        byte[] rest = held.toByteArray();
        boolean dot = rest.length > 0 && dots && lineStart && isDot(rest);
        if (!ended && !dot && rest.length > 0) to.take(rest, rest.length);
    }
}
