package org.postrider.agent.smtp;

import java.io.IOException;
import java.io.OutputStream;
import org.postrider.message.Content;
import org.postrider.smtp.ContentWriter;
import org.postrider.text.Bytes;

/// A message's content on its way to a server.
///
/// @param lineLimit longer lines are broken; 0 for no limit
record Outgoing(Content content, int lineLimit) {
    /// Larger contents are not read just to count their lines.
    private static final int COUNTED = 1 << 18;
    /// Bytes of a usual line, at least: what a large message's number of lines is reckoned with.
    private static final int USUAL_LINE = 40;

    /// Writes all of it, and the end of the message.
    ///
    /// @return whether a line was longer than allowed
    /// @throws IOException when the content cannot be read
    boolean write(ContentWriter writer) throws IOException {
        content.transferTo(new OutputStream() {
            @Override public void write(int b) {
                writer.write(new byte[] { (byte) b }, 0, 1);
            }

            @Override public void write(byte[] bytes, int offset, int length) {
                writer.write(bytes, offset, offset + length);
            }
        });
        writer.finish();
        return writer.broke();
    }

    /// Bytes with CR LF line ends, for SIZE (RFC 1870): exact for all but large contents, for which it may be a bit
    /// more.
    long size() throws IOException {
        long size = content.size();
        if (size > COUNTED) return size + size / USUAL_LINE;
        var count = new Lines();
        content.transferTo(count);
        return size + count.lines;
    }

    /// Bytes as Postfix reckons them, which messages about a size limit tell: each line's and two or three more.
    long reckoned() throws IOException {
        var count = new Lines();
        content.transferTo(count);
        return content.size() + count.lines + count.longLines;
    }

    private static final class Lines extends OutputStream {
        private static final int SHORT = 128;
        long lines;
        long longLines;
        private long length;

        @Override public void write(int b) {
            write(new byte[] { (byte) b }, 0, 1);
        }

        @Override public void write(byte[] bytes, int offset, int count) {
            int at = offset, end = offset + count;
            for (int lf = Bytes.indexOf(bytes, (byte) '\n', at, end); lf >= 0;
                 lf = Bytes.indexOf(bytes, (byte) '\n', at, end)) {
                lines++;
                if (length + lf - at >= SHORT) longLines++;
                length = 0;
                at = lf + 1;
            }
            length += end - at;
        }
    }
}
