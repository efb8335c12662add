package org.postrider.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// Hands out message numbers, each once in the life of the queue: blocks of them are reserved in the journal before
/// the first of the block is used.
final class Numbers {
    /// The first number of a new queue: as in the ids of a Postfix whose queue has a file system of its own.
    private static final long FIRST = 0x10;
    private static final int BLOCK = 1024;

    private final AtomicLong next;
    private volatile long reserved;

    /// @param used numbers below this have been reserved before
    Numbers(long used) {
        reserved = Math.max(used, FIRST);
        next = new AtomicLong(reserved);
    }

    /// Numbers below this may have been handed out.
    long reserved() {
        return reserved;
    }

    long next(Journal journal) throws IOException {
        long number = next.getAndIncrement();
        if (number >= reserved) reserve(number, journal);
        return number;
    }

    private synchronized void reserve(long number, Journal journal) throws IOException {
        if (number < reserved) return;
        long until = number + BLOCK;
        long location = journal.append(Frame.RESERVE, 0, ByteBuffer.allocate(8).putLong(until).flip());
        reserved = until;
        journal.release(location); // from the next segment on, the segment's header says it
    }
}
