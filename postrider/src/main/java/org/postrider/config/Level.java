package org.postrider.config;

/// A compatibility level: `3.11`, `2`, `3.6.1`.
record Level(int major, int minor, int patch) implements Comparable<Level> {
    /// Larger parts are typing errors.
    private static final int MOST = 1023;

    /// @throws ConfigException when the text is none
    static Level of(String text) {
        int[] parts = new int[3];
        int part = 0, start = 0;
        while (true) {
            int dot = text.indexOf('.', start), end = dot < 0 ? text.length() : dot;
            parts[part++] = part(text, start, end);
            if (dot < 0) return new Level(parts[0], parts[1], parts[2]);
            if (part == parts.length) throw bad(text);
            start = dot + 1;
        }
    }

    private static int part(String text, int start, int end) {
        try {
            int value = Integer.parseInt(text, start, end, 10);
            if (value >= 0 && value <= MOST) return value;
        } catch (NumberFormatException _) {
            throw bad(text);
        }
        throw bad(text);
    }

    private static ConfigException bad(String text) {
        return new ConfigException("malformed compatibility level syntax: \"" + text + "\"");
    }

    @Override public int compareTo(Level other) {
        int order = Integer.compare(major, other.major);
        if (order == 0) order = Integer.compare(minor, other.minor);
        return order == 0 ? Integer.compare(patch, other.patch) : order;
    }
}
