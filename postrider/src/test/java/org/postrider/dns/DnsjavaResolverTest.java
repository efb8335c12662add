package org.postrider.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.dns.DnsjavaResolver.World;
import org.postrider.dns.Resolver.Answer;
import org.postrider.dns.Resolver.DnsRecord;
import org.postrider.dns.Resolver.Type;
import org.postrider.testing.FakeTime;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

class DnsjavaResolverTest {
    private static final String ERROR = "Host or domain name not found. Name service error for name=";

    private final FakeTime time = new FakeTime();
    private final Script server = new Script();
    private final List<String> warnings = new ArrayList<>();

    @TempDir private Path folder;
    private DnsjavaResolver resolver;

    @BeforeEach void start() throws IOException {
        resolver = resolver(false, "nameserver 192.0.2.53\nnameserver 192.0.2.54\n");
    }

    private DnsjavaResolver resolver(boolean dnssec, String conf) throws IOException {
        var file = Files.writeString(folder.resolve("resolv.conf"), conf);
        return new DnsjavaResolver(new World(time, new NameServers(file, time), server, dnssec, warnings::add));
    }

    @Test void mailExchangersAreFoundWithTheirPreference() {
        server.says("example.com", Type.MX, "example.com. 300 IN MX 10 mx.example.com.",
            "example.com. 300 IN MX 20 backup.example.com.");
        var found = assertInstanceOf(Answer.Found.class, resolver.query("Example.COM.", Type.MX));
        assertEquals(List.of(new DnsRecord.Mx(10, "mx.example.com"), new DnsRecord.Mx(20, "backup.example.com")),
            found.records());
    }

    @Test void aDomainWithoutMailHasAnEmptyExchanger() {
        server.says("example.com", Type.MX, "example.com. 300 IN MX 0 .");
        var found = assertInstanceOf(Answer.Found.class, resolver.query("example.com", Type.MX));
        assertEquals(List.of(new DnsRecord.Mx(0, "")), found.records());
    }

    @Test void textsAreAsOthersReadThemInTheLog() {
        server.says("nothing.example", Type.A);
        server.fails("down.example", Rcode.SERVFAIL);
        assertEquals(new Answer.NoName(ERROR + "none.example type=MX: Host not found"),
            resolver.query("none.example", Type.MX));
        assertEquals(new Answer.NoData(ERROR
            + "nothing.example type=A: Host found but no data record of requested type"),
            resolver.query("nothing.example", Type.A));
        assertEquals(new Answer.Unavailable(ERROR + "down.example type=MX: Host not found, try again"),
            resolver.query("down.example", Type.MX));
        assertEquals(new Answer.NoName("Name service error for 192.0.2.1: invalid host or domain name"),
            resolver.query("192.0.2.1", Type.A));
    }

    @Test void everyServerIsAskedInEachRoundBeforeGivingUp() {
        server.fails("down.example", Rcode.SERVFAIL);
        resolver.query("down.example", Type.MX);
        assertEquals(List.of("/192.0.2.53:53", "/192.0.2.54:53", "/192.0.2.53:53", "/192.0.2.54:53"), server.asked);
    }

    @Test void aliasesInTheSameReplyAreFollowed() {
        server.says("www.example.com", Type.A, "www.example.com. 300 IN CNAME host.example.net.",
            "host.example.net. 60 IN A 192.0.2.1");
        var found = assertInstanceOf(Answer.Found.class, resolver.query("www.example.com", Type.A));
        assertEquals("host.example.net", ((DnsRecord.Host) found.records().getFirst()).name());
        assertEquals(1, server.asked.size());
    }

    @Test void aliasesThatLeadElsewhereAreAskedFor() {
        server.says("a.example", Type.A, "a.example. 300 IN CNAME b.example.");
        server.says("b.example", Type.A, "b.example. 300 IN A 192.0.2.1");
        assertInstanceOf(Answer.Found.class, resolver.query("a.example", Type.A));
        assertEquals(2, server.asked.size());
    }

    @Test void aliasesInACircleEnd() {
        server.says("a.example", Type.A, "a.example. 300 IN CNAME b.example.");
        server.says("b.example", Type.A, "b.example. 300 IN CNAME a.example.");
        assertEquals(new Answer.NoName("Name server loop for a.example"), resolver.query("a.example", Type.A));
        assertEquals(List.of("dns_lookup: Name server loop for a.example"), warnings);
    }

    @Test void answersAreKeptForTheirTimeToLive() {
        server.says("example.com", Type.A, "example.com. 300 IN A 192.0.2.1");
        resolver.query("example.com", Type.A);
        time.pass(Duration.ofSeconds(299));
        resolver.query("EXAMPLE.com", Type.A);
        assertEquals(1, server.asked.size());
        time.pass(Duration.ofSeconds(2));
        resolver.query("example.com", Type.A);
        assertEquals(2, server.asked.size());
    }

    @Test void thatThereIsNothingIsKeptAsLongAsTheZoneSays() {
        resolver.query("none.example", Type.A);
        time.pass(Duration.ofSeconds(59));
        resolver.query("none.example", Type.A);
        assertEquals(1, server.asked.size());
        time.pass(Duration.ofSeconds(2));
        resolver.query("none.example", Type.A);
        assertEquals(2, server.asked.size());
    }

    @Test void failuresAreNotKept() {
        server.fails("example.com", Rcode.SERVFAIL);
        resolver.query("example.com", Type.A);
        server.says("example.com", Type.A, "example.com. 300 IN A 192.0.2.1");
        assertInstanceOf(Answer.Found.class, resolver.query("example.com", Type.A));
    }

    @Test void numbersInThePlaceOfNamesPassWithAWarning() {
        server.says("example.com", Type.MX, "example.com. 300 IN MX 10 127.0.0.2.");
        var found = assertInstanceOf(Answer.Found.class, resolver.query("example.com", Type.MX));
        assertEquals(List.of(new DnsRecord.Mx(10, "127.0.0.2")), found.records());
        assertEquals(List.of("numeric domain name in resource data of MX record for example.com: 127.0.0.2"),
            warnings);
    }

    @Test void namesThatAreNoneAreLeftOut() {
        server.says("example.com", Type.MX, "example.com. 300 IN MX 10 bad!name.example.");
        assertEquals(new Answer.Invalid(
            "Name service error for name=example.com type=MX: Malformed or unexpected name server reply"),
            resolver.query("example.com", Type.MX));
    }

    @Test void truncatedAnswersAreFetchedOverAConnection() {
        server.says("example.com", Type.TXT, "example.com. 300 IN TXT \"long\"");
        server.truncated = true;
        assertInstanceOf(Answer.Found.class, resolver.query("example.com", Type.TXT));
        assertEquals(1, server.streams);
    }

    @Test void serversThatDontKnowEdnsAreAskedWithout() {
        server.says("example.com", Type.A, "example.com. 300 IN A 192.0.2.1");
        server.knowsEdns = false;
        assertInstanceOf(Answer.Found.class, resolver.query("example.com", Type.A));
        assertEquals(2, server.asked.size());
    }

    @Test void aServersWordForDnssecCountsOnlyWhenAskedFor() throws IOException {
        server.says("example.com", Type.A, "example.com. 300 IN A 192.0.2.1");
        server.authentic = true;
        var plain = assertInstanceOf(Answer.Found.class, resolver.query("example.com", Type.A));
        assertTrue(!plain.authentic() && !server.dnssecOk);
        var strict = assertInstanceOf(Answer.Found.class,
            resolver(true, "nameserver 127.0.0.1\n").query("example.com", Type.A));
        assertTrue(strict.authentic() && server.dnssecOk);
    }

    @Test void aChangedFileIsReadAgain() throws IOException {
        server.fails("example.com", Rcode.SERVFAIL);
        resolver.query("example.com", Type.A);
        Files.writeString(folder.resolve("resolv.conf"), "nameserver 192.0.2.99\noptions attempts:1\n");
        time.pass(Duration.ofSeconds(5));
        server.asked.clear();
        resolver.query("example.com", Type.A);
        assertEquals(List.of("/192.0.2.99:53"), server.asked);
    }

    @Test void theSameQuestionIsOnTheWayOnce() throws InterruptedException {
        server.says("example.com", Type.A, "example.com. 0 IN A 192.0.2.1");
        server.hold = new CountDownLatch(1);
        var found = new AtomicInteger();
        var askers = new ArrayList<Thread>();
        for (int i = 0; i < 3; i++)
            askers.add(Thread.ofVirtual().start(() -> {
                if (resolver.query("example.com", Type.A) instanceof Answer.Found) found.incrementAndGet();
            }));
        while (askers.stream().anyMatch(asker -> asker.getState() == Thread.State.RUNNABLE
            || asker.getState() == Thread.State.NEW)) Thread.onSpinWait();
        server.hold.countDown();
        for (var asker : askers) asker.join();
        assertEquals(3, found.get());
        assertEquals(1, server.asked.size());
    }

    /// A name server.
    private static final class Script implements Exchange {
        private final Map<String, List<String>> answers = new HashMap<>();
        private final Map<String, Integer> codes = new HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private CountDownLatch hold = new CountDownLatch(0);
        private boolean truncated, authentic, dnssecOk, knowsEdns = true;
        private int streams;

        void says(String name, Type type, String... records) {
            codes.remove(name);
            codes.put(name, Rcode.NOERROR);
            answers.put(type + " " + name, List.of(records));
        }

        void fails(String name, int code) {
            codes.put(name, code);
        }

        @Override public byte[] ask(InetSocketAddress from, byte[] bytes, boolean tcp, Duration patience)
                throws IOException {
            synchronized (asked) {
                asked.add(from.toString());
            }
            await();
            var query = new Message(bytes);
            var reply = new Message(query.getHeader().getID());
            reply.getHeader().setFlag(Flags.QR);
            reply.addRecord(query.getQuestion(), Section.QUESTION);
            if (!knowsEdns && query.getOPT() != null) reply.getHeader().setRcode(Rcode.FORMERR);
            else answer(query, reply, tcp);
            return reply.toWire();
        }

        private void await() throws SocketTimeoutException {
            try {
                hold.await();
            } catch (InterruptedException _) {
                throw new SocketTimeoutException();
            }
        }

        private void answer(Message query, Message reply, boolean tcp) throws IOException {
            String name = query.getQuestion().getName().toString(true);
            dnssecOk = query.getOPT() != null && (query.getOPT().getFlags() & ExtendedFlags.DO) != 0;
            if (tcp) streams++;
            if (truncated && !tcp) {
                reply.getHeader().setFlag(Flags.TC);
                return;
            }
            if (authentic) reply.getHeader().setFlag(Flags.AD);
            reply.getHeader().setRcode(codes.getOrDefault(name, Rcode.NXDOMAIN));
            String type = org.xbill.DNS.Type.string(query.getQuestion().getType());
            var records = answers.getOrDefault(type + " " + name, List.of());
            for (String record : records) reply.addRecord(record(record), Section.ANSWER);
            if (records.isEmpty())
                reply.addRecord(record("example. 60 IN SOA ns.example. me.example. 1 2 3 4 60"), Section.AUTHORITY);
        }

        private static Record record(String line) throws IOException {
            String[] words = line.split(" ", 5);
            return Record.fromString(Name.fromString(words[0]), org.xbill.DNS.Type.value(words[3]), DClass.IN,
                Long.parseLong(words[1]), words[4], Name.root);
        }
    }
}
