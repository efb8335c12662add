package org.postrider.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postrider.queue.Listed;

/// Listings as recorded of Postfix.
class QueueOutputTest {
    private static final Listed ACTIVE = new Listed("active", "4XABCDEF01", 1_770_091_506, 2048, false, "a@b.test",
        List.of(waits("u@far.test", "deferred transport"), waits("v@far.test", "deferred transport"),
            waits("w@far.test", "")));
    private static final Listed HELD = new Listed("hold", "4XABCDEF02", 1_770_177_906, 1024, true, "MAILER-DAEMON",
        List.of(waits("x@far.test", "")));

    private static Listed.Receiver waits(String address, String reason) {
        return new Listed.Receiver("", address, reason.isEmpty() ? "" : "defer", reason);
    }

    private static QueueSource source(Listed... messages) {
        var left = List.of(messages).iterator();
        return () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty();
    }

    private static String text(boolean longIds, Listed... messages) throws IOException {
        var out = new ByteArrayOutputStream();
        new MailqText(longIds, out, ZoneOffset.UTC).print(source(messages));
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test void columnsAndReasonsStandWherePostfixPutsThem() throws IOException {
        assertEquals("""
            -Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------
            4XABCDEF01*    2048 Tue Feb  3 04:05:06  a@b.test
                                                                      (deferred transport)
                                                     u@far.test
                                                     v@far.test
                                                                      (reason unavailable)
                                                     w@far.test

            4XABCDEF02!#    1024 Wed Feb  4 04:05:06  MAILER-DAEMON
                                                     x@far.test

            -- 3 Kbytes in 2 Requests.
            """, text(false, ACTIVE, HELD));
    }

    @Test void longIdsHaveWiderColumns() throws IOException {
        assertEquals("""
            ----Queue ID----- --Size-- ---Arrival Time---- --Sender/Recipient------
            4XABCDEF02!#          1024 Wed Feb  4 04:05:06 MAILER-DAEMON
                                                           x@far.test

            -- 1 Kbytes in 1 Request.
            """, text(true, HELD));
        assertEquals("Mail queue is empty\n", text(true));
    }

    @Test void jsonIsOneObjectPerLine() throws IOException {
        var out = new ByteArrayOutputStream();
        var odd = new Listed("deferred", "Q", 1, 2, false, "\"a\\b\"@x\u00c3\u00a4\u00c3", List.of(
            new Listed.Receiver("o@x", "r@x", "bounce", "no"), waits("s@x", "")));
        new QueueJson(out).print(source(odd, HELD));
        assertEquals("""
            {"queue_name": "deferred", "queue_id": "Q", "arrival_time": 1, "message_size": 2, "forced_expire": false, \
            "sender": "\\"a\\\\b\\"@x\u00c3\u00a4?", "recipients": [{"orig_address": "o@x", "address": "r@x", \
            "bounce_reason": "no"}, {"orig_address": "", "address": "s@x"}]}
            {"queue_name": "hold", "queue_id": "4XABCDEF02", "arrival_time": 1770177906, "message_size": 1024, \
            "forced_expire": true, "sender": "MAILER-DAEMON", "recipients": [{"orig_address": "", \
            "address": "x@far.test"}]}
            """, out.toString(StandardCharsets.ISO_8859_1));
    }

    @Test void wrongUsageEndsAsUnavailable() {
        var calls = Calls.of("/x/postqueue", "-z");
        assertEquals(69, Main.run(calls.call()));
        assertEquals("""
            postqueue: invalid option -- 'z'
            postqueue: fatal: usage: postqueue -f | postqueue -i queueid | postqueue -j | postqueue -p | \
            postqueue -s site
            """, calls.complaints());
    }
}
