package org.postrider.config;

/// A compatibility level: `3.11`, `2`, `3.6.1`.
record Level(long major, long minor, long patch) implements Comparable<Level> {
    /// Parts behind the first have ten bits in Postfix.
    private static final int MOST = 1023;

    /// @throws ConfigException when the text is none
    static Level of(String text) {
        long[] parts = new long[3];
        int part = 0, start = 0;
        while (true) {
            int dot = text.indexOf('.', start), end = dot < 0 ? text.length() : dot;
            parts[part] = number(text, start, end);
            if (part++ > 0 && parts[part - 1] > MOST) throw bad(text);
            if (dot < 0) return new Level(parts[0], parts[1], parts[2]);
            if (part == parts.length) throw bad(text);
            start = dot + 1;
        }
    }

    /// As strtol(3) reads it.
    private static long number(String text, int start, int end) {
        int from = start;
        while (from < end && LogicalLines.isSpace(text.charAt(from))) from++;
        try {
            long value = Long.parseLong(text, from, end, 10);
            if (value >= 0) return value;
        } catch (NumberFormatException _) {
            throw bad(text);
        }
        throw bad(text);
    }

    private static ConfigException bad(String text) {
        return new ConfigException("malformed compatibility level syntax: \"" + text + "\"");
    }

    @Override public int compareTo(Level other) {
        int order = Long.compare(major, other.major);
        if (order == 0) order = Long.compare(minor, other.minor);
        return order == 0 ? Long.compare(patch, other.patch) : order;
    }
}
