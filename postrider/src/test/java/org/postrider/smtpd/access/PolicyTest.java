package org.postrider.smtpd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postrider.config.ConfigException;

class PolicyTest {
    /// Each connection answers its requests with what comes next; without anything more it closes.
    private ServerSocket server;
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<List<String>> requests = Collections.synchronizedList(new ArrayList<>());
    private int connections;

    @BeforeEach void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    @AfterEach void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                connections++;
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream()));
            var lines = new ArrayList<String>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    lines.add(line);
                    continue;
                }
                requests.add(List.copyOf(lines));
                lines.clear();
                if (answers.isEmpty() || answers.peek().isEmpty()) {
                    answers.poll();
                    return;
                }
                client.getOutputStream().write((answers.poll() + "\n\n").getBytes());
            }
        } catch (IOException gone) {
            return;
        }
    }

    private String service() {
        return "inet:127.0.0.1:" + server.getLocalPort();
    }

    private Bench bench(String options, String... pairs) {
        var all = new ArrayList<>(List.of(pairs));
        all.addAll(List.of("smtpd_recipient_restrictions", "check_policy_service { " + service() + options + " }",
            "smtpd_policy_service_retry_delay", "1s"));
        return new Bench(all.toArray(String[]::new));
    }

    @Test void theServersActionIsDoneOverOneConnection() {
        answers.addAll(List.of("action=DUNNO", "action=450 4.7.1 later", "action=reject_non_fqdn_sender, reject"));
        var bench = bench("");
        assertEquals("ok", bench.rcpt("alice@my.test"));
        assertEquals("450 4.7.1 <alice@my.test>: Recipient address rejected: later", bench.rcpt("alice@my.test"));
        assertEquals("554 5.7.1 <alice@my.test>: Recipient address rejected: Access denied",
            bench.rcpt("alice@my.test"));
        assertEquals(1, connections);
    }

    @Test void theRequestHasWhatIsKnown() {
        answers.add("action=dunno");
        bench(", policy_context=here", "stress", "yes").rcpt("s@far.test", "alice@my.test");
        assertEquals(List.of("request=smtpd_access_policy", "protocol_state=RCPT", "protocol_name=ESMTP",
            "client_address=192.0.2.9", "client_name=c.far.test", "client_port=1025", "reverse_client_name=c.far.test",
            "server_address=192.0.2.25", "server_port=25", "helo_name=c.far.test", "sender=s@far.test",
            "recipient=alice@my.test", "recipient_count=0", "queue_id=", "instance=", "size=0", "etrn_domain=",
            "stress=yes", "ccert_subject=", "ccert_issuer=", "ccert_fingerprint=", "ccert_pubkey_fingerprint=",
            "encryption_protocol=", "encryption_cipher=", "encryption_keysize=0", "policy_context=here",
            "compatibility_level=3.11", "mail_version=3.11"), requests.getFirst());
    }

    @Test void aServerThatWentAwayIsTriedAgain() {
        answers.addAll(List.of("", "action=REJECT"));
        var bench = bench("");
        assertEquals("554 5.7.1 <alice@my.test>: Recipient address rejected: Access denied",
            bench.rcpt("alice@my.test"));
        assertEquals(List.of(), bench.logged);
    }

    @Test void withoutAnAnswerTheDefaultActionIsDone() {
        answers.addAll(List.of("nothing=here", ""));
        var bench = bench(", { default_action = 554 5.3.5 no policy }");
        assertEquals("554 5.3.5 <alice@my.test>: Recipient address rejected: no policy", bench.rcpt("alice@my.test"));
        assertEquals("problem talking to server " + service().substring(5) + ": Application error",
            bench.logged.getLast());
    }

    @Test void aServerThatIsNotThereIsToldOfAtEachTry() throws IOException {
        int port;
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        var bench = new Bench("smtpd_recipient_restrictions",
            "check_policy_service { inet:127.0.0.1:" + port + ", try_limit=1 }");
        assertEquals("451 4.3.5 <alice@my.test>: Recipient address rejected: Server configuration problem",
            bench.rcpt("alice@my.test"));
        assertEquals(List.of("connect to 127.0.0.1:" + port + ": Connection refused",
            "problem talking to server 127.0.0.1:" + port + ": Connection refused"), bench.logged);
    }

    @Test void aLimitOfRequestsEndsTheConnection() {
        answers.addAll(List.of("action=OK", "action=OK"));
        var bench = bench(", request_limit=1");
        bench.rcpt("alice@my.test");
        bench.rcpt("alice@my.test");
        assertEquals(2, connections);
    }

    @Test void whatMakesNoSenseIsFoundAtStart() {
        for (String wrong : List.of("tcp:host:1", "inet:host:name", "inet:"))
            assertThrows(ConfigException.class, () -> new Bench("smtpd_recipient_restrictions",
                "check_policy_service " + wrong), wrong);
        var unknown = assertThrows(ConfigException.class, () -> bench(", tiemout=3"));
        assertTrue(unknown.getMessage().contains("tiemout"));
        assertThrows(ConfigException.class, () -> bench(", timeout=no"));
    }
}
