package org.postrider.config;

import java.time.Duration;

/// A main.cf parameter: name, default, type, bounds and manual text, said once. The default is main.cf text, so it
/// takes the same road as what the operator wrote. Read with [Settings#get].
///
/// @param fallback    the default as main.cf text
/// @param since       the Postfix version that brought it, empty for the first
/// @param doc         one to three sentences
/// @param notHonoured why setting it has no effect here; empty when it has
/// @param <T>         the value's type
public record Param<T>(String name, String fallback, Kind kind, Bounds bounds, String since, String doc,
                       String notHonoured, Type<T> type) {
    /// What `postconf` and the parameter reference call the type.
    public enum Kind { TIME, NUMBER, SIZE, BOOLEAN, TEXT, RAW }

    /// A time with optional unit s, m, h, d or w; without one it has the unit that the default is written in.
    public static Param<Duration> time(String name, String fallback, Bounds bounds, String since, String doc) {
        return new Param<>(name, fallback, Kind.TIME, bounds, since, doc, "", Types::time);
    }

    public static Param<Integer> number(String name, String fallback, Bounds bounds, String since, String doc) {
        return new Param<>(name, fallback, Kind.NUMBER, bounds, since, doc, "", Types::number);
    }

    /// Like number, for what may not fit 31 bits: sizes in bytes.
    public static Param<Long> size(String name, String fallback, Bounds bounds, String since, String doc) {
        return new Param<>(name, fallback, Kind.SIZE, bounds, since, doc, "", Types::size);
    }

    public static Param<Boolean> yesNo(String name, String fallback, String since, String doc) {
        return new Param<>(name, fallback, Kind.BOOLEAN, Bounds.ANY, since, doc, "", Types::yesNo);
    }

    /// Text after expansion of `$name`; bounds are on its length.
    public static Param<String> text(String name, String fallback, String since, String doc) {
        return new Param<>(name, fallback, Kind.TEXT, Bounds.ANY, since, doc, "", Types::text);
    }

    /// Text that must not be empty.
    public static Param<String> required(String name, String fallback, String since, String doc) {
        return new Param<>(name, fallback, Kind.TEXT, Bounds.atLeast(1), since, doc, "", Types::text);
    }

    /// Text whose `$name` is expanded by its user at run time with names that main.cf does not know.
    public static Param<String> raw(String name, String fallback, String since, String doc) {
        return new Param<>(name, fallback, Kind.RAW, Bounds.ANY, since, doc, "", Types::text);
    }

    /// The same, declared as without effect here.
    public Param<T> notHonoured(String reason) {
        return new Param<>(name, fallback, kind, bounds, since, doc, reason, type);
    }

    /// The same under another name and default: smtp_/lmtp_ twins, transport families.
    public Param<T> named(String otherName, String otherFallback) {
        return new Param<>(otherName, otherFallback, kind, bounds, since, doc, notHonoured, type);
    }

    /// The value that this text has.
    ///
    /// @throws ConfigException naming parameter and value
    T parse(String text) {
        return type.parse(this, text);
    }

    @Override public String toString() {
        return name;
    }
}
