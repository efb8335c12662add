package org.postrider.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// POSIX regular expressions (extended or basic) by the C library, in the C locale: patterns and texts are bytes, one
/// char each; of several matches the leftmost longest counts. A compiled pattern serves any number of threads, on the
/// calling thread; its memory goes with it.
public final class LibcRegex {
    /// What came of compiling.
    public sealed interface Compiled {
        record Pattern(LibcRegex regex) implements Compiled {}

        /// @param why the library's text
        record Fault(String why) implements Compiled {}
    }

    /// `struct re_pattern_buffer`: large enough on both processors, and where it has the number of groups
    private static final int REGEX_SIZE = 64;
    private static final int GROUPS_AT = 48;
    private static final int EXTENDED = 1;
    private static final int ICASE = 2;
    private static final int NEWLINE = 4;
    private static final int LONGEST_MESSAGE = 256;
    private static final int ALL_CATEGORIES = 0x1fbf;

    /// The pattern's memory must outlive the segment that stands for it until the library has let go of it.
    private static final MethodHandle ALLOCATE =
        Libc.plain("calloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle RELEASE = Libc.plain("free", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle COMPILE =
        Libc.plain("regcomp", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle MATCH = Libc.plain("regexec",
        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT));
    private static final MethodHandle FREE = Libc.plain("regfree", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle MESSAGE = Libc.plain("regerror",
        FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    private static final MethodHandle NEW_LOCALE = Libc.plain("newlocale",
        FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle USE_LOCALE =
        Libc.plain("uselocale", FunctionDescriptor.of(ADDRESS, ADDRESS));

    private final MemorySegment pattern;
    private final int groups;

    private LibcRegex(MemorySegment pattern, int groups) {
        this.pattern = pattern;
        this.groups = groups;
    }

    private static final class Locale {
        /// The JVM takes over the locale of who starts it, in which bytes would not be characters.
        static final MemorySegment C = make();

        private static MemorySegment make() {
            try (var arena = Arena.ofConfined()) {
                return (MemorySegment) NEW_LOCALE.invokeExact(ALL_CATEGORIES, text(arena, "C"), MemorySegment.NULL);
            } catch (Throwable bug) {
                throw Libc.broken(bug);
            }
        }
    }

    /// @param fold  case does not matter
    /// @param lines `^` and `$` also match at line breaks, `.` doesn't match one
    public static Compiled compile(String text, boolean extended, boolean fold, boolean lines) {
        int flags = (extended ? EXTENDED : 0) | (fold ? ICASE : 0) | (lines ? NEWLINE : 0);
        try (var arena = Arena.ofConfined()) {
            var cell = ((MemorySegment) ALLOCATE.invokeExact(1L, (long) REGEX_SIZE)).reinterpret(REGEX_SIZE);
            int code = compile(cell, text(arena, text), flags);
            if (code == 0) {
                int groups = (int) cell.get(JAVA_LONG, GROUPS_AT);
                return new Compiled.Pattern(new LibcRegex(owned(cell), groups));
            }
            String why = message(arena, code, cell);
            RELEASE.invokeExact(cell);
            return new Compiled.Fault(why);
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    /// What the library needs to know of the locale it notes in the pattern; so this thread's is changed for now only.
    private static int compile(MemorySegment cell, MemorySegment text, int flags) throws Throwable {
        var before = (MemorySegment) USE_LOCALE.invokeExact(Locale.C);
        try {
            return (int) COMPILE.invokeExact(cell, text, flags);
        } finally {
            var _ = (MemorySegment) USE_LOCALE.invokeExact(before);
        }
    }

    private static String message(Arena arena, int code, MemorySegment cell) throws Throwable {
        var room = arena.allocate(LONGEST_MESSAGE);
        long _ = (long) MESSAGE.invokeExact(code, cell, room, (long) LONGEST_MESSAGE);
        return Libc.text(room);
    }

    private static MemorySegment owned(MemorySegment cell) {
        return cell.reinterpret(REGEX_SIZE, Arena.ofAuto(), LibcRegex::free);
    }

    private static void free(MemorySegment cell) {
        try {
            FREE.invokeExact(cell);
            RELEASE.invokeExact(cell);
        } catch (Throwable bug) {
            throw Libc.broken(bug);
        }
    }

    private static MemorySegment text(Arena arena, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        var segment = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
        return segment;
    }

    public int groups() {
        return groups;
    }

    /// A text that patterns are tried on, by one thread; a NUL in it ends it.
    public static final class Subject implements AutoCloseable {
        private final String text;
        private final Arena arena;
        private final MemorySegment bytes;
        private final MemorySegment pairs;

        /// @param groups of the pattern that has most
        public Subject(String text, int groups) {
            this.text = text;
            arena = Arena.ofConfined();
            bytes = text(arena, text);
            pairs = arena.allocate(JAVA_INT, 2L * (groups + 1));
        }

        public boolean matches(LibcRegex regex) {
            return run(regex, 0);
        }

        /// The same for one whose groups will be asked for, which costs more.
        public boolean matchesWithGroups(LibcRegex regex) {
            return run(regex, regex.groups + 1L);
        }

        private boolean run(LibcRegex regex, long wanted) {
            try {
                return (int) MATCH.invokeExact(regex.pattern, bytes, wanted, pairs, 0) == 0;
            } catch (Throwable bug) {
                throw Libc.broken(bug);
            }
        }

        /// What a group of the last match has; "" for one without part in it.
        public String group(int number) {
            int start = pairs.getAtIndex(JAVA_INT, 2L * number), end = pairs.getAtIndex(JAVA_INT, 2L * number + 1);
            return start < 0 ? "" : text.substring(start, end);
        }

        @Override public void close() {
            arena.close();
        }
    }
}
