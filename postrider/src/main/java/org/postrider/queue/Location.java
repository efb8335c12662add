package org.postrider.queue;

/// Where a record is, packed into a long so that the index stays small: 20 bits of segment slot, 24 bits of offset
/// and 20 bits of framed length, both in units of eight bytes. Segments are thus limited to 128 MB, records to 4 MB
/// (see [Frame#LIMIT]), and a queue to a million segments at a time. Never written to disk.
final class Location {
    /// No record. (Every segment starts with a header, so no record has offset 0.)
    static final long NONE = 0;

    static final int MAX_SLOTS = 1 << 20;
    static final long MAX_SEGMENT = 1L << 27;

    private Location() {}

    static long of(int slot, long offset, int framed) {
        return (long) slot << 44 | offset >>> 3 << 20 | framed >>> 3;
    }

    static int slot(long location) {
        return (int) (location >>> 44);
    }

    static long offset(long location) {
        return (location >>> 20 & 0xffffff) << 3;
    }

    static int length(long location) {
        return (int) (location & 0xfffff) << 3;
    }
}
