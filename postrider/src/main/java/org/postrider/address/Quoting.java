package org.postrider.address;

/// The local part's quotes: an address in external form and back (RFC 5321 section 4.1.2, RFC 5322 section 3.4.1). Inside the
/// program addresses have no quotes; headers, SMTP commands and logs show them quoted.
///
/// Bytes above 127 are left alone in every form; the null address has none but the empty one.
public final class Quoting {
    private Quoting() {}

    /// As in a header or a log line: quotes on a local part that is not words between single dots. A source route
    /// (`@a,@b:`) in front stays as it is.
    public static String header(Address address) {
        return header(address.text());
    }

    static String header(String text) {
        int colon = text.startsWith("@") ? text.indexOf(':') : -1;
        return quoted(text, colon + 1, "\"\\\r");
    }

    /// As in an SMTP command.
    public static String command(Address address) {
        return quoted(address.text(), 0, "\"\\\r\n");
    }

    private static String quoted(String text, int start, String escaped) {
        int at = text.lastIndexOf('@'), end = at < start ? text.length() : at;
        if (text.isEmpty() || isDotString(text, start, end)) return text;
        var out = new StringBuilder(text.length() + 8).append(text, 0, start).append('"');
        for (int i = start; i < end; i++) {
            if (escaped.indexOf(text.charAt(i)) >= 0) out.append('\\');
            out.append(text.charAt(i));
        }
        return out.append('"').append(text, end, text.length()).toString();
    }

    private static boolean isDotString(String text, int start, int end) {
        if (start == end || text.charAt(end - 1) == '.') return false;
        char before = '.';
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' ? before == '.' : !isPlain(c)) return false;
            before = c;
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return switch (c) {
            case '(', ')', '<', '>', '@', ',', ';', ':', '\\', '"', '[', ']', 0x7f -> false;
            default -> c > ' ';
        };
    }

    /// Takes the quotes off: `"john doe"@example.com` becomes `john doe@example.com`.
    public static Address internal(String external) {
        if (external.indexOf('"') < 0 && external.indexOf('\\') < 0) return new Address(external);
        var out = new StringBuilder(external.length());
        int colon = external.startsWith("@") ? external.indexOf(':') : -1, at = -1, atOut = -1;
        out.append(external, 0, colon + 1);
        boolean quoted = false;
        for (int i = colon + 1; i < external.length(); i++) {
            char c = external.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                continue;
            }
            if (c == '\\') {
                if (++i == external.length()) break;
                c = external.charAt(i);
            } else if (c == '@' && !quoted) {
                at = i;
                atOut = out.length();
            }
            out.append(c);
        }
        if (at >= 0) out.replace(atOut, out.length(), external.substring(at));
        return new Address(out.toString());
    }
}
