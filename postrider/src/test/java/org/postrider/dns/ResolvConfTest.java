package org.postrider.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResolvConfTest {
    @Test void serversAndOptionsAreFound() {
        var conf = ResolvConf.parse("""
            # comment
            search example.com
            nameserver 192.0.2.1
            nameserver\t2001:db8::1
            nameserver nonsense
            options ndots:2 timeout:3 attempts:4 rotate
            """);
        assertEquals(2, conf.servers().size());
        assertEquals("/192.0.2.1:53", conf.servers().getFirst().toString());
        assertEquals(Duration.ofSeconds(3), conf.timeout());
        assertEquals(4, conf.attempts());
        assertTrue(conf.rotate());
    }

    @Test void anEmptyFileMeansThisMachine() {
        var conf = ResolvConf.parse("");
        assertTrue(conf.servers().getFirst().getAddress().isLoopbackAddress());
        assertEquals(Duration.ofSeconds(5), conf.timeout());
        assertEquals(2, conf.attempts());
    }

    @Test void unreasonableNumbersAreCutToTheLimits() {
        var conf = ResolvConf.parse("options timeout:999 attempts:99\noptions timeout:x attempts:\n");
        assertEquals(Duration.ofSeconds(30), conf.timeout());
        assertEquals(5, conf.attempts());
    }

    @Test void laterRoundsWaitLonger() {
        var conf = ResolvConf.parse("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
        assertEquals(Duration.ofSeconds(5), conf.patience(0));
        assertEquals(Duration.ofSeconds(5), conf.patience(1));
        assertEquals(Duration.ofSeconds(10), conf.patience(2));
    }
}
