package org.postrider.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.postrider.queue.JournalMedium;

/// A medium in memory that keeps apart what was written and what was synced, and that fails when told to. After a
/// failed sync the bytes it was about never become durable, as with the page cache of a real system.
public final class FaultyDisk implements JournalMedium {
    private final Map<Long, Content> segments = new ConcurrentSkipListMap<>();
    private final Map<String, byte[]> aside = new ConcurrentSkipListMap<>();
    private volatile long space = Long.MAX_VALUE / 2;
    private volatile int syncsUntilFailure = Integer.MAX_VALUE;
    private volatile int failures = 1;
    private boolean taken;
    private volatile boolean dead;
    private volatile AtomicInteger fuse = new AtomicInteger(Integer.MAX_VALUE);
    private int syncs;

    private static final class Content {
        byte[] bytes = new byte[1024];
        int length;
        int durable;
        boolean poisoned;

        synchronized void append(ByteBuffer more) {
            int count = more.remaining();
            if (length + count > bytes.length) bytes = Arrays.copyOf(bytes, (length + count) * 2);
            more.get(bytes, length, count);
            length += count;
        }

        synchronized Content copy(int size) {
            var copy = new Content();
            copy.bytes = Arrays.copyOf(bytes, Math.max(1024, size));
            copy.length = copy.durable = size;
            return copy;
        }

        synchronized int length() {
            return length;
        }
    }

    /// The bytes that can still be written.
    public void space(long bytes) {
        space = bytes;
    }

    /// After `good` more syncs, `bad` syncs fail.
    public void failSync(int good, int bad) {
        failures = bad;
        syncsUntilFailure = good;
    }

    /// The process dies at the operation that brings this counter to zero, which may be shared with other disks. A
    /// write that it dies in is written in part.
    public void dieAt(AtomicInteger operations) {
        fuse = operations;
    }

    public boolean isDead() {
        return dead;
    }

    private boolean burn() {
        if (fuse.decrementAndGet() > 0) return false;
        dead = true;
        return true;
    }

    /// What the next process finds after this one was killed: everything written.
    public FaultyDisk afterKill() {
        dead = true;
        var next = new FaultyDisk();
        segments.forEach((number, content) -> next.segments.put(number, content.copy(content.length())));
        next.aside.putAll(aside);
        return next;
    }

    /// What the next process finds after the power failed: what was synced, and of the rest a beginning at random,
    /// perhaps with a hole of zeros.
    public FaultyDisk afterPowerFailure(Random luck) {
        dead = true;
        var next = new FaultyDisk();
        segments.forEach((number, content) -> {
            synchronized (content) {
                int more = content.poisoned ? 0 : luck.nextInt(content.length - content.durable + 1);
                var copy = content.copy(content.durable + more);
                if (more > 0 && luck.nextBoolean())
                    Arrays.fill(copy.bytes, content.durable + luck.nextInt(more), copy.length, (byte) 0);
                if (copy.length > 0 || luck.nextBoolean()) next.segments.put(number, copy);
            }
        });
        return next;
    }

    /// What the next process finds if `segment` had been cut to `length` bytes.
    public FaultyDisk cut(long segment, int length) {
        var next = afterKill();
        next.segments.put(segment, next.segments.get(segment).copy(length));
        return next;
    }

    /// Damages a stored byte.
    public void flip(long segment, int offset) {
        segments.get(segment).bytes[offset] ^= 0x10;
    }

    public List<Long> numbers() {
        return List.copyOf(segments.keySet());
    }

    public long used() {
        return segments.values().stream().mapToLong(Content::length).sum();
    }

    /// Names of what was kept aside.
    public List<String> aside() {
        return List.copyOf(aside.keySet());
    }

    public synchronized int syncs() {
        return syncs;
    }

    @Override public synchronized List<Long> takeOver() throws IOException {
        if (taken) throw new IOException("in use by another writer");
        taken = true;
        return numbers();
    }

    /// Opens a segment, empty also when it is there already.
    public Appender replace(long segment) throws IOException {
        segments.remove(segment);
        return open(segment);
    }

    @Override public Appender open(long segment) throws IOException {
        use(0);
        var content = new Content();
        if (segments.putIfAbsent(segment, content) != null) throw new IOException("segment exists: " + segment);
        return new Open(content);
    }

    private synchronized void use(long bytes) throws IOException {
        if (burn() || dead) throw new IOException("this process is dead");
        if (bytes > space) throw new IOException("No space left on device");
        space -= bytes;
    }

    private synchronized void sync(Content content) throws IOException {
        if (burn() || dead) throw new IOException("this process is dead");
        syncs++;
        if (syncsUntilFailure-- > 0) {
            if (!content.poisoned) content.durable = content.length();
            return;
        }
        content.poisoned = true;
        if (--failures <= 0) syncsUntilFailure = Integer.MAX_VALUE;
        throw new IOException("Input/output error");
    }

    @Override public int read(long segment, long offset, ByteBuffer into) throws IOException {
        var content = content(segment);
        synchronized (content) {
            int count = (int) Math.min(into.remaining(), content.length - offset);
            if (count <= 0) return 0;
            into.put(content.bytes, (int) offset, count);
            return count;
        }
    }

    private Content content(long segment) throws IOException {
        var content = segments.get(segment);
        if (content == null) throw new NoSuchFileException("segment " + segment);
        return content;
    }

    @Override public long size(long segment) throws IOException {
        return content(segment).length();
    }

    @Override public void delete(long segment) throws IOException {
        use(0);
        var gone = segments.remove(segment);
        if (gone != null) use(-gone.length());
    }

    @Override public String keepAside(String name, ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        aside.put(name, copy);
        return name;
    }

    @Override public long free() {
        return space;
    }

    @Override public synchronized void close() {
        taken = false;
    }

    private final class Open implements Appender {
        private final Content content;

        Open(Content content) {
            this.content = content;
        }

        @Override public void append(ByteBuffer batch, boolean durable) throws IOException {
            if (!dead && burn()) content.append(batch.slice(batch.position(), batch.remaining() / 2));
            if (dead) throw new IOException("this process is dead");
            long fits = Math.min(space, batch.remaining());
            if (fits < batch.remaining()) {
                content.append(batch.slice(batch.position(), (int) fits));
                space -= fits;
                throw new IOException("No space left on device");
            }
            use(batch.remaining());
            content.append(batch);
            if (durable) sync(content);
        }

        @Override public void seal(long length) throws IOException {
            synchronized (content) {
                use(length - content.length);
                content.length = (int) length;
            }
        }
    }
}
