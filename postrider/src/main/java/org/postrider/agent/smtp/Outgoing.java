package org.postrider.agent.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.postrider.message.Content;
import org.postrider.smtp.ContentWriter;
import org.postrider.status.Why;
import org.postrider.text.Bytes;
import org.postrider.text.Latin1;

/// A message on its way to servers.
///
/// @param headers   that go before all others, each with its LF
/// @param lineLimit longer lines are broken; 0 for no limit
record Outgoing(String headers, Content content, Reshaping reshaping, int lineLimit) {
    /// Larger contents are not read just to count their lines.
    private static final int COUNTED = 1 << 18;
    /// Bytes of a usual line, at least: what a large message's number of lines is reckoned with.
    private static final int USUAL_LINE = 40;

    /// Writes all of it, but not the end of the message.
    ///
    /// @param downgrade make eight-bit text seven-bit
    /// @param subject   for the log
    /// @return why it must not be sent; empty when all is well
    /// @throws IOException when the content cannot be read
    Optional<Why> write(ContentWriter writer, boolean downgrade, OutputChecks.Subject subject) throws IOException {
        byte[] first = Latin1.bytes(headers);
        writer.write(first, 0, first.length);
        if (reshaping.isNone(downgrade)) {
            content.transferTo(stream((bytes, offset, length) -> writer.write(bytes, offset, offset + length)));
            return Optional.empty();
        }
        var reshaper = new Reshaper(reshaping, subject, downgrade, writer);
        var walk = reshaping.walk(downgrade, reshaper);
        content.transferTo(stream(walk::feed));
        walk.finish();
        reshaper.finish();
        return reshaper.trouble();
    }

    private interface Bulk {
        void write(byte[] bytes, int offset, int length);
    }

    private static OutputStream stream(Bulk bulk) {
        return new OutputStream() {
            @Override public void write(int b) {
                bulk.write(new byte[] { (byte) b }, 0, 1);
            }

            @Override public void write(byte[] bytes, int offset, int length) {
                bulk.write(bytes, offset, length);
            }
        };
    }

    /// Bytes with CR LF line ends, for SIZE (RFC 1870): exact for all but large contents, for which it may be a bit
    /// more.
    long size() throws IOException {
        long size = content.size();
        if (size > COUNTED) return size + size / USUAL_LINE;
        return size + counted().lines;
    }

    /// Bytes as Postfix reckons them, which messages about a size limit tell: each line's and two or three more.
    long reckoned() throws IOException {
        var count = counted();
        return content.size() + count.lines + count.longLines;
    }

    private Lines counted() throws IOException {
        var count = new Lines();
        content.transferTo(stream(count::count));
        return count;
    }

    private static final class Lines {
        private static final int SHORT = 128;
        long lines;
        long longLines;
        private long length;

        void count(byte[] bytes, int offset, int count) {
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
