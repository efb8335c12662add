package org.postrider.cleanup;

import org.postrider.message.EightBit;

/// A person's name as it may stand in a From: header.
final class FullName {
    /// What cannot stand in a phrase without quotes.
    private static final String SPECIALS = "%!()<>@,;:\\\".[]";

    private FullName() {}

    /// As a phrase before `<address>`; empty when nothing is left of the name.
    ///
    /// @param charset of a name beyond US-ASCII
    static String phrase(String name, String charset) {
        String clean = clean(name);
        if (clean.isEmpty()) return "";
        if (EightBit.in(clean)) return EncodedWord.phrase(clean, charset);
        return hasSpecials(clean) ? quoted(clean) : clean;
    }

    /// As a comment behind the address, for `header_from_format = obsolete`.
    static String comment(String name, String charset) {
        String clean = clean(name);
        if (clean.isEmpty()) return "";
        return EightBit.in(clean) ? EncodedWord.comment(clean, charset) : balanced(clean);
    }

    /// Control characters become blanks, and of blanks one remains.
    private static String clean(String name) {
        var out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c > ' ' && c != 0x7f) out.append(c);
            else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') out.append(' ');
        }
        if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') out.setLength(out.length() - 1);
        return out.toString();
    }

    private static boolean hasSpecials(String text) {
        for (int i = 0; i < text.length(); i++)
            if (SPECIALS.indexOf(text.charAt(i)) >= 0) return true;
        return false;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// Parentheses in comments come in pairs, and no backslash stands at the end.
    private static String balanced(String text) {
        var out = new StringBuilder(text.length());
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                if (++i == text.length()) break;
                out.append(c).append(text.charAt(i));
                continue;
            }
            if (c == ')' && open == 0) continue;
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            out.append(c);
        }
        return out.append(")".repeat(open)).toString();
    }
}
