package org.postrider.queue;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The frame around every journal record; [org.postrider.queue] documents the layout byte by byte.
final class Frame {
    /// Bytes before the payload: marker, length, type, flags, zero, checksum, sequence.
    static final int HEADER = 24;

    /// Bytes at the start of a segment, before its first frame.
    static final int SEGMENT_HEADER = 64;

    /// No record may be longer, frame included: the length has 20 bits of eight bytes in a [Location].
    static final int LIMIT = (1 << 22);

    /// A message: envelope, and content unless that is in a blob.
    static final byte MESSAGE = 1;
    /// What changed about a message: status, recipient outcomes.
    static final byte UPDATE = 2;
    /// A message is gone. Binds.
    static final byte REMOVE = 3;
    /// A segment that was not ended in good order is valid up to an offset only. Binds.
    static final byte SEAL = 4;
    /// Sequence numbers below the given one may have been handed out.
    static final byte RESERVE = 5;
    /// The segment was ended in good order here.
    static final byte END = 6;

    private static final int AT_LENGTH = 4;
    private static final int AT_TYPE = 8;
    private static final int AT_FLAGS = 9;
    private static final int AT_CHECKSUM = 12;
    private static final int AT_SEQUENCE = 16;
    private static final long MAGIC = 0x706f737472696431L;

    private Frame() {}

    /// What a payload of this length takes in a segment.
    static int framed(int payload) {
        return HEADER + payload + 7 & ~7;
    }

    /// Whether records of this type say something about segments and must be kept while one of those exists. Their
    /// payload is eight bytes of subject, then a list of segment numbers.
    static boolean binds(byte type) {
        return type == REMOVE || type == SEAL;
    }

    static byte type(ByteBuffer from, int at) {
        return from.get(at + AT_TYPE);
    }

    static byte flags(ByteBuffer from, int at) {
        return from.get(at + AT_FLAGS);
    }

    static int length(ByteBuffer from, int at) {
        return from.getInt(at + AT_LENGTH);
    }

    static long sequence(ByteBuffer from, int at) {
        return from.getLong(at + AT_SEQUENCE);
    }

    static ByteBuffer payload(ByteBuffer from, int at) {
        return from.slice(at + HEADER, length(from, at));
    }

    /// Writes a frame's header where `into` stands. `checksum` has seen the payload already.
    static void header(ByteBuffer into, int marker, int length, byte type, byte flags, long sequence, CRC32C checksum) {
        int at = into.position();
        into.putInt(marker).putInt(length).put(type).put(flags).putShort((short) 0).putLong(sequence);
        checksum.update(into.slice(at, 20));
        into.position(at + AT_CHECKSUM);
        into.putInt((int) checksum.getValue()).putLong(sequence);
    }

    /// Fills up to the next multiple of eight.
    static void pad(ByteBuffer into) {
        while ((into.position() & 7) != 0) into.put((byte) 0);
    }

    /// The framed length of the record at `at`, or 0 when there is no whole and undamaged record.
    static int whole(ByteBuffer from, int at, int end, int marker, CRC32C scratch) {
        if (!begins(from, at, end, marker)) return 0;
        int length = length(from, at);
        scratch.reset();
        scratch.update(from.slice(at + HEADER, length));
        scratch.update(from.slice(at, AT_CHECKSUM));
        scratch.update(from.slice(at + AT_SEQUENCE, 8));
        return (int) scratch.getValue() == from.getInt(at + AT_CHECKSUM) ? framed(length) : 0;
    }

    /// Whether what stands at `at` looks like a frame that fits before `end`; its checksum is not looked at.
    static boolean begins(ByteBuffer from, int at, int end, int marker) {
        if (at + HEADER > end || from.getInt(at) != marker) return false;
        int length = length(from, at);
        return length >= 0 && length <= LIMIT - HEADER && framed(length) <= end - at;
    }

    /// What the first 64 bytes of a segment say.
    ///
    /// @param segment its number
    /// @param marker  the four secret bytes that begin each frame of this journal
    /// @param ids     message sequence numbers below this may have been handed out
    /// @param records record sequence numbers start here
    record Head(long segment, int marker, long ids, long records) {
        void put(ByteBuffer into, int at) {
            into.putLong(at, MAGIC).putLong(at + 8, segment).putInt(at + 16, marker).putInt(at + 20, 0);
            into.putLong(at + 24, ids).putLong(at + 32, records).putLong(at + 40, 0).putLong(at + 48, 0);
            into.putInt(at + 56, 0).putInt(at + 60, checksum(into, at));
        }

        static boolean whole(ByteBuffer from, long segment) {
            return from.limit() >= SEGMENT_HEADER && from.getLong(0) == MAGIC && from.getLong(8) == segment
                && from.getInt(60) == checksum(from, 0);
        }

        static Head of(ByteBuffer from) {
            return new Head(from.getLong(8), from.getInt(16), from.getLong(24), from.getLong(32));
        }

        private static int checksum(ByteBuffer from, int at) {
            var crc = new CRC32C();
            crc.update(from.slice(at, 60));
            return (int) crc.getValue();
        }
    }
}
