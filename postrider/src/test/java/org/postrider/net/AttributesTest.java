package org.postrider.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.postrider.net.Attributes.NULL_TERMINATED;
import static org.postrider.net.Attributes.PLAIN;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.postrider.net.Attributes.Answer;

class AttributesTest {
    private ScriptTransport peer = new ScriptTransport();

    private Wire wire(String... pieces) {
        peer = new ScriptTransport(pieces);
        return new Wire(peer, Wire.Ends.UNIX, new Watchdog(new TurnedTime()));
    }

    private static SequencedMap<String, String> map(String... namesAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) map.put(namesAndValues[i], namesAndValues[i + 1]);
        return map;
    }

    @Test void aPolicyServerIsAskedInLines() {
        var wire = wire("action=reject 5.7.1 a=b\n", "\naction=dunno\n\n");
        PLAIN.write(wire, map("request", "smtpd_access_policy", "sender", "", "helo_name", "a\nrecipient=x"));
        assertEquals(new Answer.Complete(map("action", "reject 5.7.1 a=b")), PLAIN.read(wire));
        assertEquals(List.of("request=smtpd_access_policy\nsender=\nhelo_name=a?recipient=x\n\n"), peer.written());
        assertEquals(new Answer.Complete(map("action", "dunno")), PLAIN.read(wire));
    }

    @Test void programsTalkWithNullsHoweverThePacketsAreCut() {
        var wire = wire("queue_na", "me\0active\0{\0size\0", "12\0}\0sender\0\0size\0", "13\0\0rest");
        assertEquals(new Answer.Complete(map("queue_name", "active", "size", "12", "sender", "")),
            NULL_TERMINATED.read(wire));
        assertEquals(4, wire.buffered());
        NULL_TERMINATED.writePart(wire, map("a", "1"));
        NULL_TERMINATED.write(wire, map("b", ""));
        wire.flush();
        assertEquals(List.of("a\0" + "1\0b\0\0\0"), peer.written());
    }

    @Test void aListWithoutAnEndIsNoList() {
        assertEquals(new Answer.None(new Ending.Closed()), PLAIN.read(wire("action=ok\n")));
        assertEquals(new Answer.None(new Ending.Closed()), NULL_TERMINATED.read(wire("a\0", "b")));
        assertEquals(new Answer.Malformed("missing value for string attribute action"), PLAIN.read(wire("action\n\n")));
    }

    @Test void aListHasLimits() {
        var many = new StringBuilder();
        for (int i = 0; i <= Attributes.MOST; i++) many.append("n").append(i).append("=v\n");
        assertEquals(new Answer.Malformed("attribute count exceeds limit 1024"), PLAIN.read(wire(many + "\n")));
        assertInstanceOf(Answer.Malformed.class, PLAIN.read(wire("a=" + "x".repeat(Attributes.LONGEST) + "\n\n")));
        var large = "x".repeat(Attributes.LONGEST / 2);
        assertEquals(new Answer.Complete(map("a", large)), NULL_TERMINATED.read(wire("a\0" + large + "\0\0")));
    }
}
