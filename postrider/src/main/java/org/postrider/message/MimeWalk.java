package org.postrider.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.postrider.message.ContentType.Kind;
import org.postrider.text.Latin1;

/// Finds headers and bodies in a message that streams by: the header at the top, those of MIME parts and of attached
/// messages. Used by one thread.
///
/// Headers are handed on one at a time with their folded lines joined by LF, bodies in pieces as large as they come:
/// nothing is copied or split into lines where no part boundary can be. What the sink gets, in order, is the message
/// again, but for blanks between a header's name and colon, header text beyond the limit, and an empty line that is put
/// in where the first header ends without one.
public final class MimeWalk {
    /// Whose header it is.
    public enum Section { PRIMARY, MIME, NESTED }

    /// @param header   bytes of one header that are kept; what follows is dropped
    /// @param nesting  boundaries that are remembered at the same time
    /// @param boundary bytes of a boundary that are compared
    public record Limits(int header, int nesting, int boundary) {}

    /// What the message is made into. A sink that fails remembers that and ignores the rest.
    public interface Sink {
        /// @param bytes valid during the call; without LF at the end
        void header(Section section, HeaderName name, byte[] bytes, int length);

        /// The first header ends here: the place to add what is missing.
        void headEnd();

        /// @param at where in the current part's body this begins
        void body(byte[] bytes, int offset, int length, long at);

        /// Called once for each kind of trouble that was asked for.
        ///
        /// @param bytes the line or header
        void trouble(MimeTrouble trouble, byte[] bytes, int offset, int length);
    }

    private enum Encoding {
        SEVEN_BIT("7bit"), EIGHT_BIT("8bit"), BINARY("binary"), BASE64("base64"), QUOTED_PRINTABLE("quoted-printable");

        private final String word;

        Encoding(String word) {
            this.word = word;
        }
    }

    /// @param digest its parts are messages unless they say otherwise
    private record Part(byte[] boundary, boolean digest) {}

    private final Limits limits;
    private final Set<MimeTrouble> reported;
    private final Set<MimeTrouble> found = EnumSet.noneOf(MimeTrouble.class);
    private final boolean mime;
    private final Sink sink;
    private final ArrayDeque<Part> parts = new ArrayDeque<>();

    private Section section = Section.PRIMARY;
    private boolean inBody;
    private Kind kind = Kind.TEXT;
    private Encoding encoding = Encoding.SEVEN_BIT;
    /// The header being collected.
    private byte[] header = new byte[1024];
    private int headerLength;
    private HeaderName headerName = HeaderName.OTHER;
    /// The beginning of a line whose end has not come yet and that matters as a whole.
    private byte[] held = new byte[256];
    private int heldLength;
    /// The end of a header line that is longer than the limit is still to come.
    private boolean skipping;
    private boolean startOfLine = true;
    private long bodyAt;

    /// @param mime   whether to look into MIME parts; otherwise all after the first header is body
    /// @param report the kinds of trouble to look for
    public MimeWalk(Limits limits, boolean mime, Set<MimeTrouble> report, Sink sink) {
        this.limits = limits;
        this.mime = mime;
        this.reported = report;
        this.sink = sink;
    }

    /// The kinds of trouble that were found.
    public Set<MimeTrouble> found() {
        return found;
    }

    /// Takes the next piece of the message, divided anywhere, with LF line ends.
    public void feed(byte[] bytes, int offset, int length) {
        int at = offset, end = offset + length;
        while (at < end) at = inBody ? body(bytes, at, end) : head(bytes, at, end);
    }

    /// The message is over. A last line without LF gets one.
    public void finish() {
        if (inBody) finishBody();
        else finishHead();
    }

    private void finishHead() {
        if (heldLength > 0) line(held, takeHeld(), true);
        if (inBody) return;
        flushHeader();
        if (section == Section.PRIMARY) sink.headEnd();
        inBody = true;
    }

    private void finishBody() {
        boolean open = !startOfLine || heldLength > 0;
        if (heldLength > 0) emit(held, 0, takeHeld());
        if (open) emit(new byte[] {'\n'}, 0, 1);
        startOfLine = true;
    }

    private int takeHeld() {
        int length = heldLength;
        heldLength = 0;
        return length;
    }

    private void hold(byte[] bytes, int from, int to) {
        int need = heldLength + to - from;
        // One more for the LF that a line may get.
        if (need >= held.length) held = Arrays.copyOf(held, Math.max(need + 1, 2 * held.length));
        System.arraycopy(bytes, from, held, heldLength, to - from);
        heldLength = need;
    }

    // ---- headers

    private int head(byte[] bytes, int at, int end) {
        int lf = indexOf(bytes, at, end, '\n');
        if (skipping) {
            skipping = lf < 0;
            return lf < 0 ? end : lf + 1;
        }
        if (lf >= 0 && heldLength == 0) return directLine(bytes, at, lf);
        int room = Math.max(0, limits.header - heldLength), stop = lf < 0 ? end : lf;
        hold(bytes, at, Math.min(stop, at + room));
        if (lf >= 0 && stop - at <= room) {
            line(held, takeHeld(), true);
            return lf + 1;
        }
        return stop - at <= room ? stop : overlong(at + room);
    }

    /// A line without end: a header whose rest is not wanted, or a body that has no header before it.
    private int overlong(int next) {
        line(held, takeHeld(), false);
        skipping = !inBody;
        return next;
    }

    private int directLine(byte[] bytes, int at, int lf) {
        int length = lf - at;
        if (!headerLine(bytes, at, length)) {
            endOfHead(bytes, at, length);
            bodyLine(bytes, at, length, true);
        }
        return lf + 1;
    }

    /// @param bytes with room for one more behind length
    private void line(byte[] bytes, int length, boolean ended) {
        if (headerLine(bytes, 0, length)) return;
        byte[] own = Arrays.copyOf(bytes, length + 1);
        own[length] = '\n';
        endOfHead(own, 0, length);
        bodyLine(own, 0, length, ended);
    }

    /// Takes a line of a header; false when the header is over.
    private boolean headerLine(byte[] bytes, int offset, int length) {
        if (headerLength > 0 && length > 0 && (bytes[offset] == ' ' || bytes[offset] == '\t')) {
            if (headerLength < limits.header) {
                append('\n');
                append(bytes, offset, length);
            }
            return true;
        }
        flushHeader();
        int name = HeaderLine.nameLength(bytes, offset, length);
        if (name == 0) return false;
        headerName = HeaderName.of(bytes, offset, name);
        append(bytes, offset, name);
        int rest = offset + name;
        while (bytes[rest] != ':') rest++;
        append(bytes, rest, Math.min(offset + length - rest, Math.max(1, limits.header - name)));
        return true;
    }

    private void append(int c) {
        if (headerLength == header.length) header = Arrays.copyOf(header, 2 * header.length);
        header[headerLength++] = (byte) c;
    }

    private void append(byte[] bytes, int offset, int length) {
        int need = headerLength + length;
        if (need > header.length) header = Arrays.copyOf(header, Math.max(need, 2 * header.length));
        System.arraycopy(bytes, offset, header, headerLength, length);
        headerLength = need;
    }

    private void flushHeader() {
        if (headerLength == 0) return;
        if (mime) {
            if (headerName == HeaderName.CONTENT_TYPE) contentType();
            else if (headerName == HeaderName.CONTENT_TRANSFER_ENCODING) contentEncoding();
        }
        if (wanted(MimeTrouble.EIGHT_BIT_HEADER) && EightBit.in(header, 0, headerLength))
            report(MimeTrouble.EIGHT_BIT_HEADER, header, 0, headerLength);
        sink.header(section, headerName, header, headerLength);
        headerLength = 0;
    }

    private String headerValue() {
        int name = headerName.label().length() + 1;
        return Latin1.of(header, name, headerLength - name);
    }

    private void contentType() {
        var type = ContentType.parse(headerValue());
        kind = type.kind();
        for (var boundary : type.boundaries()) {
            if (parts.size() > limits.nesting + 1) {
                if (wanted(MimeTrouble.NESTING)) report(MimeTrouble.NESTING, header, 0, headerLength);
                return;
            }
            byte[] bytes = Latin1.bytes(boundary);
            parts.push(new Part(Arrays.copyOf(bytes, Math.min(bytes.length, limits.boundary)), kind == Kind.DIGEST));
        }
    }

    private void contentEncoding() {
        encoding = switch (Latin1.lower(ContentType.firstToken(headerValue()))) {
            case "7bit" -> Encoding.SEVEN_BIT;
            case "8bit" -> Encoding.EIGHT_BIT;
            case "binary" -> Encoding.BINARY;
            case "base64" -> Encoding.BASE64;
            case "quoted-printable" -> Encoding.QUOTED_PRINTABLE;
            default -> encoding;
        };
    }

    private void endOfHead(byte[] bytes, int offset, int length) {
        boolean primary = section == Section.PRIMARY;
        if (primary) {
            if (length > 0 && wanted(MimeTrouble.NON_EMPTY_END))
                report(MimeTrouble.NON_EMPTY_END, bytes, offset, length);
            sink.headEnd();
        }
        if (wanted(MimeTrouble.ENCODING) && wrongEncoding()) {
            byte[] name = Latin1.bytes(encoding.word);
            report(MimeTrouble.ENCODING, name, 0, name.length);
        }
        bodyAt = 0;
        inBody = true;
        if (length > 0) {
            if (primary) emit(new byte[] {'\n'}, 0, 1);
            section = Section.NESTED;
            return;
        }
        boolean message = kind == Kind.MESSAGE_RFC822 || kind == Kind.MESSAGE_GLOBAL;
        if (message) nested();
        else section = Section.MIME;
    }

    /// An attached message begins with a header of its own.
    private void nested() {
        section = Section.NESTED;
        inBody = false;
        kind = Kind.TEXT;
        encoding = Encoding.SEVEN_BIT;
    }

    /// Composite bodies must not be encoded (RFC 2045 section 6.4).
    private boolean wrongEncoding() {
        boolean identity = encoding != Encoding.BASE64 && encoding != Encoding.QUOTED_PRINTABLE;
        return switch (kind) {
            case MESSAGE_FRAGMENT -> encoding == Encoding.EIGHT_BIT || encoding == Encoding.BINARY;
            case MESSAGE_RFC822, MULTIPART, DIGEST -> !identity;
            case TEXT, OTHER, MESSAGE_GLOBAL, MESSAGE_OTHER -> false;
        };
    }

    // ---- bodies

    private int body(byte[] bytes, int at, int end) {
        if (heldLength > 0) return heldBoundary(bytes, at, end);
        if (!parts.isEmpty()) {
            int candidate = candidate(bytes, at, end);
            if (candidate >= 0) return boundaryAt(bytes, at, candidate, end);
        }
        emit(bytes, at, end - at);
        startOfLine = bytes[end - 1] == '\n';
        return end;
    }

    /// Where a line begins with a hyphen; -1 when none does.
    private int candidate(byte[] bytes, int at, int end) {
        if (startOfLine && bytes[at] == '-') return at;
        for (int lf = indexOf(bytes, at, end, '\n'); lf >= 0 && lf + 1 < end;
             lf = indexOf(bytes, lf + 1, end, '\n'))
            if (bytes[lf + 1] == '-') return lf + 1;
        return -1;
    }

    private int boundaryAt(byte[] bytes, int at, int candidate, int end) {
        if (candidate > at) emit(bytes, at, candidate - at);
        startOfLine = true;
        int lf = indexOf(bytes, candidate, end, '\n');
        if (lf < 0) return heldBoundary(bytes, candidate, end);
        bodyLine(bytes, candidate, lf - candidate, true);
        return lf + 1;
    }

    /// A line that may be a boundary, in several pieces. What is longer than any boundary needs no more waiting.
    private int heldBoundary(byte[] bytes, int at, int end) {
        int lf = indexOf(bytes, at, end, '\n'), stop = lf < 0 ? end : lf;
        int room = limits.boundary + 4 - heldLength;
        hold(bytes, at, stop);
        if (lf < 0 && stop - at < room) return end;
        byte[] own = Arrays.copyOf(held, heldLength + 1);
        int length = takeHeld();
        own[length] = '\n';
        bodyLine(own, 0, length, lf >= 0);
        return lf < 0 ? end : lf + 1;
    }

    /// A whole line, or the beginning of one, from its first byte.
    ///
    /// @param ended whether the LF stands behind it
    private void bodyLine(byte[] bytes, int offset, int length, boolean ended) {
        if (!parts.isEmpty() && length > 2 && bytes[offset] == '-' && bytes[offset + 1] == '-')
            boundary(bytes, offset + 2, offset + length);
        emit(bytes, offset, ended ? length + 1 : length);
        startOfLine = ended;
        // What follows on the line is no header.
        if (!ended) inBody = true;
    }

    /// Outer boundaries count too: inner ones may be missing. Whatever follows the boundary on its line is ignored, as
    /// most programs that read mail do.
    private void boundary(byte[] bytes, int from, int to) {
        for (var part : parts) {
            int length = part.boundary.length;
            if (to - from < length || !same(bytes, from, part.boundary)) continue;
            while (parts.peek() != part) parts.pop();
            int rest = from + length;
            boolean last = to - rest >= 2 && bytes[rest] == '-' && bytes[rest + 1] == '-';
            if (last) parts.pop();
            bodyAt = 0;
            inBody = last;
            section = Section.MIME;
            kind = last ? Kind.OTHER : part.digest ? Kind.MESSAGE_RFC822 : Kind.TEXT;
            encoding = Encoding.SEVEN_BIT;
            return;
        }
    }

    private static boolean same(byte[] bytes, int from, byte[] other) {
        return Arrays.equals(bytes, from, from + other.length, other, 0, other.length);
    }

    private void emit(byte[] bytes, int offset, int length) {
        if (encoding == Encoding.SEVEN_BIT && wanted(MimeTrouble.EIGHT_BIT_BODY)
            && EightBit.in(bytes, offset, length)) eightBitLine(bytes, offset, length);
        sink.body(bytes, offset, length, bodyAt);
        bodyAt += length;
    }

    private void eightBitLine(byte[] bytes, int offset, int length) {
        int at = offset;
        while (bytes[at] >= 0) at++;
        int start = at, end = at;
        while (start > offset && bytes[start - 1] != '\n') start--;
        while (end < offset + length && bytes[end] != '\n') end++;
        report(MimeTrouble.EIGHT_BIT_BODY, bytes, start, end - start);
    }

    private boolean wanted(MimeTrouble trouble) {
        return reported.contains(trouble) && !found.contains(trouble);
    }

    private void report(MimeTrouble trouble, byte[] bytes, int offset, int length) {
        found.add(trouble);
        sink.trouble(trouble, bytes, offset, length);
    }

    private static int indexOf(byte[] bytes, int from, int to, int wanted) {
        for (int i = from; i < to; i++)
            if (bytes[i] == wanted) return i;
        return -1;
    }

    /// The parts that are open, for tests.
    List<String> open() {
        var names = new ArrayList<String>();
        for (var part : parts) names.add(Latin1.of(part.boundary));
        return names;
    }
}
