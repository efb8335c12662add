package org.postrider.resolve;

/// Recognizes addresses that need no taking apart.
final class Plain {
    private Plain() {}

    /// What has, or may have, a meaning of its own in a local part.
    private static final String SPECIAL = "|%!()<>@,;:\\\"[]";

    /// The place of the `@` in `local@domain` when the local part has nothing special and single dots inside only, and
    /// the domain is letters, digits, hyphens and single dots inside; -1 for anything else.
    static int at(String text) {
        int at = text.indexOf('@');
        return at > 0 && isLocal(text, at) && isDomain(text, at + 1) ? at : -1;
    }

    private static boolean isLocal(String text, int end) {
        char before = '.';
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' ? before == '.' : c <= ' ' || c == 0x7f || SPECIAL.indexOf(c) >= 0) return false;
            before = c;
        }
        return before != '.';
    }

    private static boolean isDomain(String text, int start) {
        char before = '.';
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' ? before == '.' : !isAlphanumeric(c) && c != '-') return false;
            before = c;
        }
        return before != '.';
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    }
}
