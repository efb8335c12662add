package org.postrider.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.config.MasterCf;

class TakeoverTest {
    @TempDir Path top;

    @Test void rowsOfPostfixsOwnAreServedOthersAreNamed() {
        assertEquals(List.of(), warnings("""
            smtp inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            tlsmgr unix - - n 1000? 1 tlsmgr
            postlog unix-dgram n - n - 1 postlogd
            smtpd pass - - n - - smtpd
            policy unix - n n - 0 spawn user=nobody argv=/bin/true
            """));
        assertEquals(List.of("master.cf, line 2: service policy/unix is not served: the program /opt/policyd is not a "
                + "part of Postfix, and others are run through spawn only",
            "master.cf, line 3: service pickup/fifo is not served: services of type fifo are not there"), warnings("""
            smtp inet n - n - - smtpd
            policy unix - n n - 0 /opt/policyd -v
            pickup fifo n - n 60 1 pickup
            """));
    }

    @Test void mailThatPostfixLeftIsToldOf() throws IOException {
        assertEquals(Optional.empty(), PostfixQueue.warning(top));
        Files.createDirectories(top.resolve("deferred/A"));
        assertEquals(Optional.empty(), PostfixQueue.warning(top));
        Files.createFile(top.resolve("deferred/A/A1B2C3"));
        String warning = PostfixQueue.warning(top).orElseThrow();
        assertTrue(warning.startsWith("Postfix left mail in " + top.resolve("deferred") + ": "), warning);
    }

    private static List<String> warnings(String rows) {
        return UnservedRows.warnings(MasterCf.parse("master.cf", rows, _ -> false));
    }
}
