package org.postrider.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.text.Latin1;

/// What stands before the message in a file of the maildrop, as `bin/sendmail` describes it.
///
/// @param named      the facts by name
/// @param recipients as given, in order
public record Submission(Map<String, String> named, List<String> recipients) {
    /// First line of a file.
    public static final String BEGIN = "postrider maildrop 1\n";
    /// Last bytes of a complete file.
    public static final String END = "\npostrider maildrop end\n";

    public Submission {
        named = Map.copyOf(named);
        recipients = List.copyOf(recipients);
    }

    /// Facts, and where the message begins.
    public record Parsed(Submission facts, int length) {}

    /// Reads them from the beginning of a file; empty when they are not all there or make no sense.
    public static Optional<Parsed> parse(byte[] bytes, int length) {
        if (!begins(bytes, length)) return Optional.empty();
        var named = new HashMap<String, String>();
        var recipients = new ArrayList<String>();
        int at = BEGIN.length();
        while (at < length) {
            int end = at;
            while (end < length && bytes[end] != 0) end++;
            if (end == length) return Optional.empty();
            if (end == at) return end + 1 < length && bytes[end + 1] == '\n'
                ? Optional.of(new Parsed(new Submission(named, recipients), end + 2)) : Optional.empty();
            if (!add(Latin1.of(bytes, at, end - at), named, recipients)) return Optional.empty();
            at = end + 1;
        }
        return Optional.empty();
    }

    public static boolean begins(byte[] bytes, int length) {
        return length >= BEGIN.length() && Latin1.of(bytes, 0, BEGIN.length()).equals(BEGIN);
    }

    private static boolean add(String fact, Map<String, String> named, List<String> recipients) {
        int equals = fact.indexOf('=');
        if (equals <= 0) return false;
        String name = fact.substring(0, equals), value = fact.substring(equals + 1);
        if (name.equals("rcpt")) recipients.add(value);
        else named.put(name, value);
        return true;
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(named.get(name));
    }

    public boolean is(String name, String value) {
        return value.equals(named.get(name));
    }

    /// The beginning of a file, as [#parse] reads it.
    ///
    /// @throws IllegalArgumentException when a fact has a NUL byte in it
    public byte[] bytes() {
        var text = new StringBuilder(BEGIN);
        named.forEach((name, value) -> append(text, name, value));
        for (var recipient : recipients) append(text, "rcpt", recipient);
        return Latin1.bytes(text.append("\0\n").toString());
    }

    private static void append(StringBuilder text, String name, String value) {
        if (value.indexOf('\0') >= 0) throw new IllegalArgumentException(name + " has a NUL byte in it");
        text.append(name).append('=').append(value).append('\0');
    }
}
