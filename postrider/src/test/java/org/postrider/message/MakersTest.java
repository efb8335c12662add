package org.postrider.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postrider.address.Address;

class MakersTest {
    private static final Instant NOON = Instant.parse("2026-11-05T12:00:09Z");

    @Test void aDateHasTheZonesOffsetAndName() {
        assertEquals("Thu, 05 Nov 2026 12:00:09 +0000 (UTC)", new DateHeader(ZoneId.of("UTC")).text(NOON));
        assertEquals("Thu, 05 Nov 2026 13:00:09 +0100 (CET)", new DateHeader(ZoneId.of("Europe/Berlin")).text(NOON));
        assertEquals("Thu, 05 Nov 2026 08:30:09 -0330 (NST)", new DateHeader(ZoneId.of("America/St_Johns")).text(NOON));
        assertEquals("Sun, 05 Jul 2026 08:00:00 -0400 (EDT)",
            new DateHeader(ZoneId.of("America/New_York")).text(Instant.parse("2026-07-05T12:00:00Z")));
    }

    @Test void aMessageIdTellsSecondQueueIdAndHost() {
        assertEquals("<20261105120009.4A8D71F2@mx.example>", MessageId.of(NOON, "4A8D71F2", "mx.example"));
        assertEquals("<4cQk2g@mx.example>", MessageId.ofLongId("4cQk2g", "mx.example"));
    }

    @Test void aLoneRecipientIsShownAndManyAreNot() {
        var client = new ReceivedHeader.Client("[127.0.0.8]", "unknown", "127.0.0.8", List.of());
        assertEquals("""
            Received: from [127.0.0.8] (unknown [127.0.0.8])
            \tby mx.example (Postfix) with SMTP id 4A8D71F2
            \tfor <"a b"@x>; DATE
            """, new ReceivedHeader("mx.example (Postfix)", "SMTP", "4A8D71F2", Optional.of(new Address("a b@x")), "DATE")
            .from(client));
        assertEquals("""
            Received: from [127.0.0.8] (unknown [127.0.0.8])
            \tby mx.example (Postfix) with ESMTP id 4A8D71F2;
            \tDATE
            """, new ReceivedHeader("mx.example (Postfix)", "ESMTP", "4A8D71F2", Optional.empty(), "DATE").from(client));
    }

    @Test void theClientCanBeHidden() {
        assertEquals("Received: by mx.example (Postfix) id 1;\n\tDATE\n",
            new ReceivedHeader("mx.example (Postfix)", "", "1", Optional.empty(), "DATE").hidden());
    }
}
