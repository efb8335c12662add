package org.postrider.text;

/// The rules for host names and addresses in text (RFC 952, 1123, 1035), as forgiving as mail is: underscores are let
/// pass, names of digits only are not.
public final class Hostname {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST = 255;

    private Hostname() {}

    public static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > LONGEST) return false;
        boolean letters = false;
        int label = 0;
        for (int i = 0, last = name.length() - 1; i <= last; i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (label == 0 || i == last) return false;
                label = 0;
                continue;
            }
            if (c == '-') {
                if (label == 0 || i == last || name.charAt(i + 1) == '.') return false;
            } else if (!isWord(c)) return false;
            letters |= c < '0' || c > '9';
            if (++label > LONGEST_LABEL) return false;
        }
        return letters;
    }

    private static boolean isWord(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /// The same for a name that may have labels in UTF-8: such a label is taken as it is.
    public static boolean isValidUtf8(String name) {
        return isValid(Latin1.isAscii(name) ? name : ascii(name));
    }

    private static String ascii(String name) {
        var out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) out.append(name.charAt(i) < 0x80 ? name.charAt(i) : 'x');
        return out.toString();
    }

    /// `[1.2.3.4]` or `[IPv6:2001:db8::1]` (RFC 5321 section 4.1.3).
    public static boolean isAddressLiteral(String text) {
        int last = text.length() - 1;
        return last > 1 && text.charAt(0) == '[' && text.indexOf(']') == last
            && isMailAddress(text.substring(1, last));
    }

    /// What stands between the brackets of an address literal.
    public static boolean isMailAddress(String text) {
        return text.regionMatches(true, 0, "IPv6:", 0, 5)
            ? isIpv6(text.substring(5)) : isIpv4(text);
    }

    public static boolean isAddress(String text) {
        return text.indexOf(':') >= 0 ? isIpv6(text) : isIpv4(text);
    }

    /// Dotted quad; `0.x.y.z` is none unless all of it is zero.
    public static boolean isIpv4(String text) {
        return text.indexOf(':') < 0 && Ip.parse(text).isPresent();
    }

    public static boolean isIpv6(String text) {
        return text.indexOf(':') >= 0 && Ip.parse(text).isPresent();
    }
}
