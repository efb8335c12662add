package org.postrider.message;

import java.time.Instant;
import java.time.ZoneOffset;

/// Makes the value of a Message-Id that is missing: `<20261125040000.4A8D71F2@host.example>`.
public final class MessageId {
    private MessageId() {}

    /// For a short queue id, which is unique within its second only.
    ///
    /// @param created when the queue id was given out
    public static String of(Instant created, String queueId, String host) {
        var at = created.atOffset(ZoneOffset.UTC);
        long day = (at.getYear() * 100L + at.getMonthValue()) * 100 + at.getDayOfMonth();
        long second = ((day * 100 + at.getHour()) * 100 + at.getMinute()) * 100 + at.getSecond();
        return "<" + second + "." + queueId + "@" + host + ">";
    }

    /// For a long queue id, which never comes again.
    public static String ofLongId(String queueId, String host) {
        return "<" + queueId + "@" + host + ">";
    }
}
