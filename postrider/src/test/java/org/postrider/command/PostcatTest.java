package org.postrider.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postrider.address.Address;
import org.postrider.message.Content;
import org.postrider.queue.Attempt;
import org.postrider.queue.Envelope;
import org.postrider.queue.Origin;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Notify;
import org.postrider.status.Ret;
import org.postrider.status.Why;

/// Against what Postfix 3.11 shows of the same message.
class PostcatTest {
    private static final String CONTENT = "Received: by mx\n\tid 721C052\nSubject: s\nMessage-Id:\n <1@mx>\n\nx\nyy\n";

    private static QueuedMessage message() {
        var arrival = Instant.ofEpochSecond(1_770_091_506, 789_012_000);
        var envelope = new Envelope(new Address("cfalice@mx.example.test"), arrival, "Full Name", Origin.LOCAL,
            new Envelope.Options(Ret.HDRS, "env1", true, false, false), Map.of("rewrite_context", "local"));
        var notify = Set.of(Notify.SUCCESS, Notify.DELAY);
        var far = new Address("u@far.test");
        var first = new Recipient(0, far, far, "rfc822;u@far.test", notify);
        var second = new Recipient(1, new Address("v@far.test"), Address.NULL, "", Set.of());
        var done = new Attempt(1, arrival, new Fate.Relayed(Why.of("2.0.0", "ok")));
        return new QueuedMessage(new QueueId("721C052"), QueueName.DEFERRED, envelope, List.of(first, second),
            List.of(done), content());
    }

    private static Content content() {
        return Content.of(CONTENT.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String printed(String... switches) throws IOException {
        var calls = Calls.of("postcat", switches);
        var options = calls.call().options("bc:defhoqrs:v");
        new RecordPrinter(calls.call(), RecordPrinter.Show.of(options), 0, ZoneOffset.UTC).print("hold/721C052",
            QueueFile.of(message(), CONTENT.getBytes(StandardCharsets.ISO_8859_1)));
        return calls.written();
    }

    @Test void theWholeMessageHasAllItsRecords() throws IOException {
        assertEquals("""
            *** ENVELOPE RECORDS hold/721C052 ***
            message_size: 1 2               2              20              65               0
            message_arrival_time: Tue Feb  3 04:05:06 2026
            create_time: Tue Feb  3 04:05:06 2026
            named_attribute: envelope_id=env1
            named_attribute: ret_flags=2
            named_attribute: rewrite_context=local
            sender_fullname: Full Name
            sender: cfalice@mx.example.test
            named_attribute: encoding=8bit
            named_attribute: notify_flags=10
            named_attribute: dsn_orig_rcpt=rfc822;u@far.test
            original_recipient: u@far.test
            recipient: u@far.test
            done_recipient: v@far.test
            *** MESSAGE CONTENTS hold/721C052 ***
            %s*** HEADER EXTRACTED hold/721C052 ***
            named_attribute: message_id=<1@mx>
            named_attribute: encoding=8bit
            *** MESSAGE FILE END hold/721C052 ***
            """.formatted(CONTENT).replaceAll("message_size: +\\d+ +\\d+", "message_size"),
            printed().replaceAll("message_size: +\\d+ +\\d+", "message_size"));
    }

    @Test void partsCanBeAskedFor() throws IOException {
        int body = CONTENT.indexOf("\n\n") + 1;
        assertEquals(CONTENT.substring(0, body), printed("-h"));
        assertEquals(CONTENT.substring(body), printed("-b"));
        assertEquals(CONTENT, printed("-bh"));
    }

    @Test void offsetsTypesAndNamesStandInFront() throws IOException {
        var lines = printed("-eodf").lines().toList();
        assertEquals("*** ENVELOPE RECORDS hold/721C052 ***", lines.getFirst());
        assertEquals("hold/721C052:         0  67 message_size:", lines.get(1).substring(0, 41));
        assertEquals("hold/721C052:        97  84 message_arrival_time: Tue Feb  3 04:05:06 2026", lines.get(2));
    }

    @Test void theSizeRecordPointsAtTheContent() throws IOException {
        var file = new String(QueueFile.of(message(), CONTENT.getBytes(StandardCharsets.ISO_8859_1)),
            StandardCharsets.ISO_8859_1);
        String[] sizes = file.substring(2, 97).strip().split(" +");
        int offset = Integer.parseInt(sizes[1]), size = Integer.parseInt(sizes[0]);
        assertEquals("N\017Received: by mx", file.substring(offset, offset + 17));
        assertEquals("X\0", file.substring(offset + size, offset + size + 2));
    }

    @Test void pointersOfEditedFilesAreFollowed() throws IOException {
        // an arrival time, then a pointer over a sender to the content
        String file = "T\0011p\00212S\003oldM\0N\002hiX\0E\0";
        var calls = Calls.of("postcat");
        var show = RecordPrinter.Show.of(calls.call().options("v"));
        new RecordPrinter(calls.call(), show, 0, ZoneOffset.UTC).print("f", file.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("*** ENVELOPE RECORDS f ***\nmessage_arrival_time: Thu Jan  1 00:00:01 1970\n"
            + "*** MESSAGE CONTENTS f ***\nhi\n*** HEADER EXTRACTED f ***\n*** MESSAGE FILE END f ***\n",
            calls.written());
    }

    @Test void whatIsNoQueueFileIsWarnedOf() {
        var calls = Calls.of("xyz", Map.of("MAIL_CONFIG", "/nonexistent"), "postcat", "-z");
        assertEquals(1, Main.run(calls.call()));
        assertEquals("""
            postcat: invalid option -- 'z'
            postcat: fatal: usage: postcat [-b (body text)] [-c config_dir] [-d (decimal record type)] \
            [-e (envelope records)] [-h (header text)] [-q (access queue)] [-v] [file(s)...]
            """, calls.complaints());
    }
}
