package org.postrider.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;
import org.postrider.cleanup.CleanupParams;
import org.postrider.config.Settings;
import org.postrider.message.HeaderName;
import org.postrider.message.MimeTrouble;
import org.postrider.message.MimeWalk;
import org.postrider.text.Latin1;

/// Makes lookup keys of a message, as header_checks and body_checks are asked: each header is one, its lines joined by
/// line breaks, and each line of a body.
final class MessageKeys implements MimeWalk.Sink {
    /// What of a message becomes keys.
    ///
    /// @param mime  look into MIME parts: their headers are headers, attached files' lines no body
    record Kind(boolean headers, boolean body, boolean mime) {
        boolean isAny() {
            return headers || body || mime;
        }

        /// Whether keys come from a message.
        boolean isMessage() {
            return headers || body;
        }

        /// Whether what follows the first header is of interest.
        boolean whole() {
            return body || mime;
        }
    }

    private static final int PIECE = 1 << 16;

    private final Kind kind;
    private final Consumer<String> taker;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean headDone;

    private MessageKeys(Kind kind, Consumer<String> taker) {
        this.kind = kind;
        this.taker = taker;
    }

    static void read(InputStream message, Kind kind, Settings settings, Consumer<String> taker) throws IOException {
        var keys = new MessageKeys(kind, taker);
        var limits = new MimeWalk.Limits(settings.get(CleanupParams.HEADER_SIZE_LIMIT),
            settings.get(CleanupParams.MIME_NESTING_LIMIT), settings.get(CleanupParams.MIME_BOUNDARY_LIMIT));
        var walk = new MimeWalk(limits, kind.mime, Set.of(), keys);
        byte[] piece = new byte[PIECE];
        for (int n = message.read(piece); n >= 0 && !keys.headDone; n = message.read(piece)) walk.feed(piece, 0, n);
        walk.finish();
        keys.endLine();
    }

    @Override public void header(MimeWalk.Section section, HeaderName name, byte[] bytes, int length) {
        if (kind.headers && !headDone) taker.accept(Latin1.of(bytes, 0, length));
    }

    @Override public void headEnd() {
        headDone = !kind.whole();
    }

    @Override public void body(byte[] bytes, int offset, int length, long at) {
        if (!kind.body) return;
        int start = offset, end = offset + length;
        for (int i = offset; i < end; i++)
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                take();
                start = i + 1;
            }
        line.write(bytes, start, end - start);
    }

    private void endLine() {
        if (line.size() > 0) take();
    }

    private void take() {
        byte[] bytes = line.toByteArray();
        line.reset();
        taker.accept(Latin1.of(bytes));
    }

    @Override public void trouble(MimeTrouble trouble, byte[] bytes, int offset, int length) {
        // none was asked for
    }
}
