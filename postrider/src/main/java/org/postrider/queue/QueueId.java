package org.postrider.queue;

/// A queue id as users see it: Postfix's short form (five hexadecimal digits of microseconds and more), or the long
/// one (`enable_long_queue_ids`).
public record QueueId(String text) implements Comparable<QueueId> {
    @Override public int compareTo(QueueId other) {
        return text.compareTo(other.text);
    }

    @Override public String toString() {
        return text;
    }
}
