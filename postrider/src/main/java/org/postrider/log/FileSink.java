package org.postrider.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.time.Time;

/// A log file (`maillog_file`), or standard output. Several processes may append to one file.
///
/// Whoever comes first writes; lines that arrive meanwhile are gathered and go out with one call afterwards. So a
/// lone line costs one system call, and under load many lines share one. Nothing waits for a timer.
public final class FileSink implements LogSink, AutoCloseable {
    /// A write takes whole lines up to this many characters, so that buffers stay small.
    private static final int MOST = 64 << 10;
    /// What may wait while the disk is slow; beyond it, who logs waits too.
    private static final int GATHERED = 4 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final LineFormat format;
    private final Time time;
    private final Opener opener;
    private StringBuilder gathered = new StringBuilder();
    private WritableByteChannel out;

    private interface Opener {
        WritableByteChannel open() throws IOException;
    }

    private FileSink(Opener opener, String host, Time time) throws IOException {
        this.opener = opener;
        this.time = time;
        format = new LineFormat(host, ZoneId.systemDefault());
        out = opener.open();
    }

    /// @throws IOException when the file can be neither opened nor made
    public static FileSink appendTo(Path file, String host, Time time) throws IOException {
        return new FileSink(() -> FileChannel.open(file, APPEND, CREATE), host, time);
    }

    public static FileSink standardOutput(String host, Time time) throws IOException {
        return new FileSink(() -> new FileOutputStream(FileDescriptor.out).getChannel(), host, time);
    }

    @Override public void write(Severity severity, String tag, long number, String text) {
        boolean full;
        lock.lock();
        try {
            format.append(gathered, time.now(), new LineFormat.Line(severity, tag, number, text));
            full = gathered.length() > GATHERED;
        } finally {
            lock.unlock();
        }
        if (full) writing.lock();
        else if (!writing.tryLock()) return;
        boolean more = true;
        while (more) {
            try {
                drain();
            } finally {
                writing.unlock();
            }
            // Somebody may have added a line after the last look and found the writer still at work.
            more = hasMore() && writing.tryLock();
        }
    }

    private boolean hasMore() {
        lock.lock();
        try {
            return !gathered.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        for (var lines = take(); !lines.isEmpty(); lines = take()) {
            try {
                write(lines);
            } catch (IOException e) {
                System.err.print("postrider: warning: cannot write the log: " + e.getMessage() + "\n" + lines);
            }
        }
    }

    private String take() {
        lock.lock();
        try {
            int end = gathered.length() <= MOST ? gathered.length() : gathered.lastIndexOf("\n", MOST) + 1;
            if (end == 0) end = gathered.length();
            String lines = gathered.substring(0, end);
            if (end == gathered.length() && gathered.capacity() > MOST) gathered = new StringBuilder();
            else gathered.delete(0, end);
            return lines;
        } finally {
            lock.unlock();
        }
    }

    private void write(String lines) throws IOException {
        var bytes = ByteBuffer.wrap(lines.getBytes(ISO_8859_1));
        while (bytes.hasRemaining()) out.write(bytes);
    }

    /// Opens the file anew, after somebody renamed it (`postfix logrotate`).
    ///
    /// @throws IOException when that fails: the old file stays in use
    public void reopen() throws IOException {
        writing.lock();
        try {
            var fresh = opener.open();
            out.close();
            out = fresh;
        } finally {
            writing.unlock();
        }
    }

    @Override public void close() throws IOException {
        writing.lock();
        try {
            drain();
            out.close();
        } finally {
            writing.unlock();
        }
    }
}
