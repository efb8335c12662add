package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Perl-compatible regular expressions by libpcre2-8, compiled to machine code where the library can. Patterns and
/// texts are bytes, one char each.
///
/// A match runs on the calling thread and ends at the library's own match limit, some tenths of a second at worst.
public final class Pcre2 {
    /// What a letter behind a pattern may ask for.
    public enum Option {
        CASELESS(0x8), DOLLAR_ENDONLY(0x10), DOTALL(0x20), EXTENDED(0x80), MULTILINE(0x400), UNGREEDY(0x40000),
        ANCHORED(0x80000000);

        private final int bit;

        Option(int bit) {
            this.bit = bit;
        }
    }

    /// What came of compiling.
    public sealed interface Compiled {
        record Pattern(Pcre2.Pattern pattern) implements Compiled {}

        /// @param offset where in the text
        record Fault(String why, int offset) implements Compiled {}
    }

    /// A compiled pattern, for any number of threads. Its memory goes with it.
    public record Pattern(MemorySegment code, int groups) {}

    private static final int INFO_GROUPS = 4;
    private static final int JIT_COMPLETE = 1;
    private static final int LONGEST_MESSAGE = 256;
    private static final int NO_MATCH = -1;

    private final MethodHandle compile;
    private final MethodHandle jit;
    private final MethodHandle free;
    private final MethodHandle info;
    private final MethodHandle message;
    private final MethodHandle newMatch;
    private final MethodHandle freeMatch;
    private final MethodHandle match;
    private final MethodHandle vector;

    private static final class Library {
        /// Empty when the library is not on this machine.
        static final Optional<Pcre2> FOUND = find();

        private static Optional<Pcre2> find() {
            try {
                return Optional.of(new Pcre2(SymbolLookup.libraryLookup("libpcre2-8.so.0", Arena.global())));
            } catch (IllegalArgumentException missing) {
                return Optional.empty();
            }
        }
    }

    /// Empty when libpcre2-8 is not installed.
    public static Optional<Pcre2> library() {
        return Library.FOUND;
    }

    private Pcre2(SymbolLookup library) {
        compile = bind(library, "pcre2_compile", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS,
            ADDRESS, ADDRESS));
        jit = bind(library, "pcre2_jit_compile", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        free = bind(library, "pcre2_code_free", FunctionDescriptor.ofVoid(ADDRESS));
        info = bind(library, "pcre2_pattern_info", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
        message = bind(library, "pcre2_get_error_message",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));
        newMatch = bind(library, "pcre2_match_data_create", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
        freeMatch = bind(library, "pcre2_match_data_free", FunctionDescriptor.ofVoid(ADDRESS));
        match = bind(library, "pcre2_match", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG,
            JAVA_INT, ADDRESS, ADDRESS));
        vector = bind(library, "pcre2_get_ovector_pointer", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }

    private static MethodHandle bind(SymbolLookup library, String name, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name + "_8"), shape);
    }

    public Compiled compile(String text, Iterable<Option> options) {
        int bits = 0;
        for (var option : options) bits |= option.bit;
        try (var arena = Arena.ofConfined()) {
            var error = arena.allocate(JAVA_INT);
            var offset = arena.allocate(JAVA_LONG);
            var code = (MemorySegment) compile.invokeExact(
                bytes(arena, text), (long) text.length(), bits, error, offset, MemorySegment.NULL);
            if (code.equals(MemorySegment.NULL))
                return new Compiled.Fault(message(error.get(JAVA_INT, 0)), (int) offset.get(JAVA_LONG, 0));
            // where there is no compiler for this processor, or none is allowed, the pattern is interpreted
            int _ = (int) jit.invokeExact(code, JIT_COMPLETE);
            var groups = arena.allocate(JAVA_INT);
            int _ = (int) info.invokeExact(code, INFO_GROUPS, groups);
            return new Compiled.Pattern(new Pattern(owned(code), groups.get(JAVA_INT, 0)));
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private MemorySegment owned(MemorySegment code) {
        return code.reinterpret(Arena.ofAuto(), segment -> {
            try {
                free.invokeExact(segment);
            } catch (Throwable bug) {
                throw Libc.broken(bug);
            }
        });
    }

    private static MemorySegment bytes(Arena arena, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        var segment = arena.allocate(Math.max(1, bytes.length));
        MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
        return segment;
    }

    private String message(int code) {
        try (var arena = Arena.ofConfined()) {
            var room = arena.allocate(LONGEST_MESSAGE);
            int _ = (int) message.invokeExact(code, room, (long) LONGEST_MESSAGE);
            return Libc.text(room);
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    /// A text that patterns are tried on, one after the other, by one thread.
    ///
    /// @param groups of the pattern that has most
    public Subject subject(String text, int groups) {
        var arena = Arena.ofConfined();
        try {
            var data = (MemorySegment) newMatch.invokeExact(groups + 1, MemorySegment.NULL);
            var pairs = ((MemorySegment) vector.invokeExact(data))
                .reinterpret((groups + 1L) * 2 * JAVA_LONG.byteSize());
            return new Subject(this, text, new Room(arena, bytes(arena, text), data, pairs));
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private record Room(Arena arena, MemorySegment bytes, MemorySegment data, MemorySegment pairs) {}

    /// Memory that matching needs, with the text in it.
    public static final class Subject implements AutoCloseable {
        private final Pcre2 library;
        private final String text;
        private final Room room;
        private int found;

        private Subject(Pcre2 library, String text, Room room) {
            this.library = library;
            this.text = text;
            this.room = room;
        }

        /// @throws TooHard when the library gave up
        public boolean matches(Pattern pattern) throws TooHard {
            try {
                found = (int) library.match.invokeExact(
                    pattern.code, room.bytes, (long) text.length(), 0L, 0, room.data, MemorySegment.NULL);
            } catch (Throwable bug) {
                throw Libc.broken(bug);
            }
            if (found < NO_MATCH) throw new TooHard(library.message(found));
            return found >= 0;
        }

        /// What a group of the last match has; "" for one without part in it.
        public String group(int number) {
            if (number >= found) return "";
            long start = room.pairs.getAtIndex(JAVA_LONG, 2L * number);
            long end = room.pairs.getAtIndex(JAVA_LONG, 2L * number + 1);
            return start < 0 ? "" : text.substring((int) start, (int) end);
        }

        @Override public void close() {
            try {
                library.freeMatch.invokeExact(room.data);
            } catch (Throwable bug) {
                throw Libc.broken(bug);
            } finally {
                room.arena.close();
            }
        }
    }

    /// A match that was given up, with the library's words.
    public static final class TooHard extends Exception {
        private static final long serialVersionUID = 1;

        private TooHard(String why) {
            super(why, null, false, false);
        }
    }
}
