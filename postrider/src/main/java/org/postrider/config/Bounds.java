package org.postrider.config;

/// What values a numeric parameter may have, in its type's unit (seconds for times). Both ends belong to it.
public record Bounds(long least, long most) {
    public static final Bounds ANY = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

    public static Bounds atLeast(long least) {
        return new Bounds(least, Long.MAX_VALUE);
    }

    public static Bounds between(long least, long most) {
        return new Bounds(least, most);
    }

    boolean allows(long value) {
        return value >= least && value <= most;
    }
}
