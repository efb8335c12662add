package org.postrider.resolve;

/// Puts quotes on local parts (RFC 5322 section 3.4.1).
final class Quoted {
    private Quoted() {}

    /// The address in external form: a local part that is no dot-string becomes a quoted string. Bytes above 127 stay
    /// as they are. A source route in front stays outside of the quotes.
    static String address(String internal) {
        int colon = internal.startsWith("@") ? internal.indexOf(':') : -1;
        int start = colon + 1, at = internal.lastIndexOf('@');
        int end = at < start ? internal.length() : at;
        String local = internal.substring(start, end);
        return isDotString(local) ? internal : internal.substring(0, start) + string(local) + internal.substring(end);
    }

    private static String string(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '\r') out.append('\\');
            out.append(c);
        }
        return out.append('"').toString();
    }

    private static boolean isDotString(String local) {
        char before = '.';
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            if (c == '.' && before == '.' || c <= ' ' || c == 0x7f || "()<>@,;:\\\"[]".indexOf(c) >= 0) return false;
            before = c;
        }
        return before != '.';
    }
}
