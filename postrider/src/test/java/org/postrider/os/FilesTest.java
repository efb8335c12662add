package org.postrider.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.os.OpenFile.LockStyle;
import org.postrider.os.OpenFile.Option;

class FilesTest {
    @TempDir Path folder;

    private String path(String name) {
        return folder + "/" + name;
    }

    @Test void whatIsWrittenInManyPiecesIsReadBack() throws Exception {
        var bytes = new byte[200_000];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * 31);
        try (var file = OpenFile.open(path("f"), 0640, Option.READ, Option.WRITE, Option.CREATE)) {
            file.write(bytes, 1, bytes.length - 1);
            file.sync();
            file.truncate(150_000);
            file.seek(0);
            var back = new byte[150_000];
            for (int done = 0; done < back.length;) done += file.read(back, done, back.length - done);
            assertEquals(-1, file.read(new byte[1], 0, 1));
            assertArrayEquals(java.util.Arrays.copyOfRange(bytes, 1, 150_001), back);
            assertEquals(150_000, file.status().size());
        }
    }

    @Test void statusAgreesWithTheJdk() throws Exception {
        var path = Files.writeString(folder.resolve("s"), "text");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        Files.createLink(folder.resolve("second"), path);
        Files.createSymbolicLink(folder.resolve("symbolic"), path);
        var status = FileCalls.stat(path("symbolic"));
        var jdk = Files.readAttributes(path, "unix:ino,dev,uid,gid,nlink,mode,size");
        assertEquals(jdk.get("ino"), status.inode());
        assertEquals(jdk.get("uid"), status.owner().uid());
        assertEquals(jdk.get("gid"), status.owner().gid());
        assertEquals(jdk.get("nlink"), status.links());
        assertEquals(jdk.get("mode"), status.mode());
        assertEquals(jdk.get("size"), status.size());
        assertEquals(Files.getLastModifiedTime(path).toMillis() / 1000, status.modified());
        assertTrue(status.isFile());
        assertTrue(FileCalls.lstat(path("symbolic")).isLink());
        assertTrue(FileCalls.stat(folder.toString()).isFolder());
    }

    @Test void bytesOfANameReachTheDiskAsTheyAre() throws Exception {
        var umlaut = new String("b\u00fcro".getBytes(java.nio.charset.StandardCharsets.UTF_8), ISO_8859_1);
        FileCalls.mkdir(path(umlaut), 0700);
        FileCalls.rename(path(umlaut), path(umlaut + "\u00ff"));
        assertTrue(FileCalls.stat(path(umlaut + "\u00ff")).isFolder());
        FileCalls.syncFolder(folder.toString());
        assertEquals(Errno.EISDIR, assertThrows(ErrnoException.class,
            () -> FileCalls.unlink(path(umlaut + "\u00ff"))).errno());
        var list = new ProcessBuilder("ls", folder.toString()).start().inputReader(ISO_8859_1).readLine();
        assertEquals(umlaut + "\u00ff", list);
        // the JDK could not even delete this name in every locale
        FileCalls.rename(path(umlaut + "\u00ff"), path("plain"));
    }

    @Test void aFailureHasItsNumberAndText() {
        var missing = assertThrows(ErrnoException.class, () -> OpenFile.open(path("none"), 0, Option.READ));
        assertEquals(Errno.ENOENT, missing.errno());
        assertEquals("No such file or directory", missing.getMessage());
        assertEquals(Errno.EINVAL, assertThrows(ErrnoException.class, () -> FileCalls.stat("a\0b")).errno());
    }

    @Test void bothKindsOfLockExcludeASecondOpener() throws Exception {
        for (var style : LockStyle.values()) {
            var first = OpenFile.open(path("lock"), 0600, Option.WRITE, Option.CREATE);
            assertTrue(first.tryLock(style));
            try (var second = OpenFile.open(path("lock"), 0, Option.WRITE)) {
                assertFalse(second.tryLock(style), "second " + style);
                first.close();
                assertTrue(second.tryLock(style), "after release " + style);
            }
        }
    }

    @Test void aRecordLockOfAnotherProgramIsRespected() throws Exception {
        Files.createFile(folder.resolve("box"));
        try (var other = FileChannel.open(folder.resolve("box"), StandardOpenOption.WRITE);
             var file = OpenFile.open(path("box"), 0, Option.WRITE)) {
            var lock = other.lock();   // F_SETLK, as any mail reader takes it
            assertFalse(file.tryLock(LockStyle.FCNTL));
            lock.release();
            assertTrue(file.tryLock(LockStyle.FCNTL));
        }
    }

    @Test void linksAndFoldersAreTrapsForASafeOpen() throws Exception {
        var target = Files.createFile(folder.resolve("target"));
        Files.createLink(folder.resolve("hard"), target);
        assertEquals("file has 2 hard links", safelyRefused("hard"));
        Files.delete(folder.resolve("hard"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createSymbolicLink(folder.resolve("symbolic"), target);
        assertEquals("file is a symbolic link", safelyRefused("symbolic"));
        Files.createDirectory(folder.resolve("folder"));
        assertEquals("cannot open file: Is a directory", safelyRefused("folder"));
        Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nothing"));
        assertEquals("cannot open file: No such file or directory", safelyRefused("dangling"));
    }

    private String safelyRefused(String name) {
        return assertThrows(ErrnoException.class,
            () -> OpenFile.openSafely(path(name), 0600, Option.WRITE, Option.CREATE).close()).getMessage();
    }

    @Test void aSafeOpenCreatesWhatIsMissing() throws Exception {
        try (var file = OpenFile.openSafely(path("new"), 0600, Option.WRITE, Option.APPEND, Option.CREATE)) {
            file.write(new byte[] { 'a' }, 0, 1);
        }
        assertEquals("a", Files.readString(folder.resolve("new")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))));
    }

    @Test void aDotLockIsHeldUntilReleasedOrStale() throws Exception {
        assertTrue(DotLock.attempt(path("mbox"), 0, 500));
        long made = FileCalls.stat(path("mbox.lock")).changed();
        assertFalse(DotLock.attempt(path("mbox"), made + 500, 500));
        assertTrue(Files.exists(folder.resolve("mbox.lock"), LinkOption.NOFOLLOW_LINKS));
        assertFalse(DotLock.attempt(path("mbox"), made + 501, 500), "the attempt that clears away a stale lock");
        assertTrue(DotLock.attempt(path("mbox"), made + 501, 500));
        DotLock.release(path("mbox"));
        assertFalse(Files.exists(folder.resolve("mbox.lock")));
        assertEquals(Errno.ENOENT, assertThrows(ErrnoException.class,
            () -> DotLock.attempt(path("no/such"), 0, 500)).errno());
    }

    @Test void aPidFileTellsWhoHoldsIt() throws Exception {
        assertEquals(OptionalLong.empty(), PidFile.holder(path("master.pid")));
        try (var _ = PidFile.claim(path("master.pid")).orElseThrow()) {
            assertEquals(OptionalLong.of(ProcessHandle.current().pid()), PidFile.holder(path("master.pid")));
            assertTrue(PidFile.claim(path("master.pid")).isEmpty());
            assertEquals("%32d\n".formatted(ProcessHandle.current().pid()),
                Files.readString(folder.resolve("master.pid")));
        }
        assertEquals(OptionalLong.empty(), PidFile.holder(path("master.pid")));
        PidFile.claim(path("master.pid")).orElseThrow().close();
    }

    @Test void signalsReachAnotherProcess() throws Exception {
        var cat = new ProcessBuilder("cat").start();
        assertTrue(Processes.alive(cat.pid()));
        Processes.signal(cat.pid(), Processes.Signal.TERM);
        assertEquals(128 + 15, cat.waitFor());
        assertFalse(Processes.alive(cat.pid()));
        assertEquals(Errno.ESRCH, assertThrows(ErrnoException.class,
            () -> Processes.signal(cat.pid(), Processes.Signal.HUP)).errno());
        assertThrows(ErrnoException.class, () -> Processes.signal(-1, Processes.Signal.TERM));
        assertTrue(Processes.alive(1), "init belongs to somebody else, but lives");
    }
}
