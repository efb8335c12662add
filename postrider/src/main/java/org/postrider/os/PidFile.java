package org.postrider.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.OptionalLong;
import org.postrider.os.OpenFile.Option;

/// A file that holds the process id of a service and is locked for as long as the service lives, so that a second one
/// finds out even when the first could not tidy up. Format and lock (`flock`) are Postfix's: its `master` and ours
/// keep each other out.
public final class PidFile implements AutoCloseable {
    /// Postfix pads the number to 32 columns, so that a shorter one never leaves digits of a longer one behind.
    private static final int WIDTH = 32;
    private static final int MODE = 0600;
    private final OpenFile file;

    private PidFile(OpenFile file) {
        this.file = file;
    }

    /// Locks the file and writes our process id into it.
    ///
    /// @return empty when another process has it; [#holder] tells which
    /// @throws ErrnoException with Postfix's words when the file cannot be made or opened
    public static Optional<PidFile> claim(String path) throws ErrnoException {
        var file = OpenFile.openSafely(path, MODE, Option.READ, Option.WRITE, Option.CREATE);
        try {
            if (!file.tryLock(OpenFile.LockStyle.FLOCK)) {
                file.close();
                return Optional.empty();
            }
            var line = ("%" + WIDTH + "d\n").formatted(ProcessHandle.current().pid()).getBytes(ISO_8859_1);
            file.write(line, 0, line.length);
            return Optional.of(new PidFile(file));
        } catch (ErrnoException failure) {
            file.close();
            throw failure;
        }
    }

    /// The process that holds the file now; empty when none does, or there is no such file. A holder that has not yet
    /// written its number shows as 0.
    ///
    /// @throws ErrnoException when the file is there but may not be opened: then nobody can tell
    public static OptionalLong holder(String path) throws ErrnoException {
        try (var file = OpenFile.open(path, 0, Option.READ)) {
            if (file.tryLock(OpenFile.LockStyle.FLOCK)) return OptionalLong.empty();
            var line = new byte[WIDTH + 1];
            int length = Math.max(0, file.read(line, 0, line.length));
            var text = new String(line, 0, length, ISO_8859_1).strip();
            return OptionalLong.of(text.matches("\\d{1,18}") ? Long.parseLong(text) : 0);
        } catch (ErrnoException failed) {
            if (failed.errno().equals(Errno.ENOENT)) return OptionalLong.empty();
            throw failed;
        }
    }

    /// Unlocks. The file stays, as Postfix's does: removing it would let two processes lock two files of one name.
    @Override public void close() throws ErrnoException {
        file.close();
    }
}
