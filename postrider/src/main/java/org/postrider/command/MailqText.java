package org.postrider.command;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import org.postrider.queue.Listed;
import org.postrider.text.Latin1;

/// A queue listing as mailq prints it.
///
/// The columns depend on the form of queue ids that is in use, not on each message's.
final class MailqText {
    private static final int REASON_END = 76;

    private final boolean longIds;
    private final OutputStream out;
    private final MailDates dates;
    private final StringBuilder text = new StringBuilder(512);
    private long second = Long.MIN_VALUE;
    private String stamp = "";

    MailqText(boolean longIds, OutputStream out, ZoneId zone) {
        this.longIds = longIds;
        this.out = out;
        dates = new MailDates(zone);
    }

    void print(QueueSource source) throws IOException {
        long count = 0, bytes = 0;
        for (var message = source.next(); message.isPresent(); message = source.next()) {
            text.append(count > 0 ? "\n" : heading());
            message(message.get());
            count++;
            bytes += message.get().size();
            write();
        }
        if (count == 0) text.append("Mail queue is empty\n");
        else text.append("\n-- ").append(bytes / 1024).append(" Kbytes in ").append(count)
            .append(count == 1 ? " Request.\n" : " Requests.\n");
        write();
    }

    private String heading() {
        return longIds ? "----Queue ID----- --Size-- ---Arrival Time---- --Sender/Recipient------\n"
            : "-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n";
    }

    private void write() throws IOException {
        byte[] bytes = Latin1.bytes(text.toString());
        out.write(bytes);
        text.setLength(0);
    }

    private void message(Listed message) {
        int start = text.length();
        text.append(message.id());
        if (message.queue().equals("active")) text.append('*');
        else if (message.queue().equals("hold")) text.append('!');
        if (message.expired()) text.append('#');
        pad(start + (longIds ? 17 : 11));
        String size = String.valueOf(message.size());
        text.append(' ').repeat(' ', Math.max(0, (longIds ? 8 : 7) - size.length())).append(size).append(' ');
        text.append(stamp(message.arrival())).append(' ').append(message.sender()).append('\n');
        String before = "";
        for (var receiver : message.receivers()) {
            if (!receiver.reason().equals(before)) reason(receiver.reason());
            before = receiver.reason();
            text.repeat(' ', longIds ? 47 : 41).append(receiver.address()).append('\n');
        }
    }

    private void pad(int column) {
        text.repeat(' ', Math.max(0, column - text.length()));
    }

    /// To the right; one that is too long begins at the left.
    private void reason(String reason) {
        String shown = reason.isEmpty() ? "reason unavailable" : reason;
        text.repeat(' ', Math.max(0, REASON_END - shown.length())).append('(').append(shown).append(")\n");
    }

    /// `Fri Nov  7 09:01:02`, and the blank that follows it in ctime(3)'s text where the column has room for it.
    private String stamp(long arrival) {
        if (arrival == second) return stamp;
        second = arrival;
        stamp = dates.dayAndTime(Instant.ofEpochSecond(arrival)) + (longIds ? "" : " ");
        return stamp;
    }
}
