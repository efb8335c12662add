package org.postrider.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.os.OpenFile.Option;

/// Run by root, this shows the switching; run by anybody else, that the work is done with the rights at hand.
class RunAsTest {
    private static final int SOMEBODY = 54321;
    private static final int SOME_GROUP = 54322;
    private final RunAs.Who somebody = new RunAs.Who(SOMEBODY, SOME_GROUP);
    private final boolean root = Identity.current().root();
    private final RunAs runAs = new RunAs(2);
    @TempDir Path folder;

    @AfterEach void close() {
        runAs.close();
    }

    @Test void whatTheWorkMakesBelongsToTheUser() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        runAs.run(somebody, () -> {
            Files.createDirectory(folder.resolve("jdk"));
            OpenFile.open(folder + "/native", 0600, Option.WRITE, Option.CREATE).close();
            return 0;
        });
        var me = Identity.current();
        var owner = root ? new Stat.Owner(SOMEBODY, SOME_GROUP) : new Stat.Owner(me.euid(), me.egid());
        assertEquals(owner, FileCalls.stat(folder + "/jdk").owner());
        assertEquals(owner, FileCalls.stat(folder + "/native").owner());
    }

    @Test void whatTheUserMayNotReadStaysClosed() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "x");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        NativePool.Work<String> read = () -> Files.readString(secret);
        if (root) assertEquals(Errno.EACCES,
            Errno.of(assertThrows(IOException.class, () -> runAs.run(somebody, read))).orElseThrow());
        else assertEquals("x", runAs.run(somebody, read));
        assertEquals("x", Files.readString(secret));
    }

    @Test void theThreadIsItselfAgainAfterwards() throws Exception {
        var before = runAs.run(new RunAs.Who(0, 0), RunAsTest::ids).getFirst();
        var during = runAs.run(somebody, RunAsTest::ids);
        var failed = assertThrows(IOException.class, () -> runAs.run(somebody, () -> {
            throw new IOException("work failed");
        }));
        assertEquals("work failed", failed.getMessage());
        assertEquals(before, runAs.run(new RunAs.Who(0, 0), RunAsTest::ids).getFirst());
        assertEquals(root ? "Uid:\t0\t" + SOMEBODY + "\t0\t" + SOMEBODY : before, during.getFirst());
        if (root) assertEquals(List.of("Gid:\t0\t" + SOME_GROUP + "\t0\t" + SOME_GROUP,
            "Groups:\t" + SOME_GROUP + " ", "CapEff:\t0000000000000000"), during.subList(1, 4));
    }

    /// Uid, Gid, Groups and CapEff of the thread that asks.
    private static List<String> ids() throws IOException {
        return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
            .filter(line -> line.matches("(Uid|Gid|Groups|CapEff):.*")).toList();
    }

    @Test void threadsAtTheSameTimeKeepTheirOwnIdentities() throws Exception {
        var both = new CountDownLatch(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> first = () -> runAs.run(somebody, () -> identityWith(both));
            Callable<String> second = () -> runAs.run(new RunAs.Who(SOMEBODY + 1, SOME_GROUP), () -> identityWith(both));
            var answers = threads.invokeAll(List.of(first, second));
            assertEquals(root ? "Uid:\t0\t" + SOMEBODY + "\t0\t" + SOMEBODY : ids().getFirst(),
                answers.getFirst().get());
            assertEquals(root ? "Uid:\t0\t" + (SOMEBODY + 1) + "\t0\t" + (SOMEBODY + 1) : ids().getFirst(),
                answers.getLast().get());
        }
    }

    private static String identityWith(CountDownLatch both) throws IOException {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
        return ids().getFirst();
    }
}
