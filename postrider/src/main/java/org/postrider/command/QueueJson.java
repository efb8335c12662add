package org.postrider.command;

import java.io.IOException;
import java.io.OutputStream;
import org.postrider.queue.Listed;
import org.postrider.text.Latin1;

/// A queue listing as `postqueue -j` prints it: an object per message and line (postqueue(1), JSON OBJECT FORMAT).
record QueueJson(OutputStream out) {
    void print(QueueSource source) throws IOException {
        var text = new StringBuilder(512);
        for (var message = source.next(); message.isPresent(); message = source.next()) {
            text.setLength(0);
            append(text, message.get());
            out.write(Latin1.bytes(text.toString()));
        }
    }

    private static void append(StringBuilder text, Listed message) {
        member(text.append('{'), "queue_name", message.queue());
        member(text.append(", "), "queue_id", message.id());
        text.append(", \"arrival_time\": ").append(message.arrival()).append(", \"message_size\": ")
            .append(message.size()).append(", \"forced_expire\": ").append(message.expired()).append(", ");
        member(text, "sender", message.sender());
        text.append(", \"recipients\": [");
        String between = "";
        for (var receiver : message.receivers()) {
            append(text.append(between), receiver);
            between = ", ";
        }
        text.append("]}\n");
    }

    private static void append(StringBuilder text, Listed.Receiver receiver) {
        member(text.append('{'), "orig_address", receiver.original());
        member(text.append(", "), "address", receiver.address());
        if (!receiver.reason().isEmpty()) member(text.append(", "), switch (receiver.kind()) {
            case "defer" -> "delay_reason";
            case "bounce" -> "bounce_reason";
            default -> "other_reason";
        }, receiver.reason());
        text.append('}');
    }

    private static void member(StringBuilder text, String name, String value) {
        text.append('"').append(name).append("\": \"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int follow = c < 0x80 ? 0 : following(value, i);
            if (c == '"' || c == '\\') text.append('\\').append(c);
            else if (follow < 0) text.append('?');
            else text.append(value, i, i + 1 + follow);
            i += Math.max(0, follow);
        }
        text.append('"');
    }

    /// How many bytes follow the first one of a UTF-8 character; -1 when it begins none.
    private static int following(String text, int at) {
        char first = text.charAt(at);
        int count = first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : -1;
        if (first >= 0xf5 || count < 0 || at + count >= text.length()) return -1;
        for (int i = at + 1; i <= at + count; i++)
            if ((text.charAt(i) & 0xc0) != 0x80) return -1;
        return count;
    }
}
