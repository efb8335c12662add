package org.postrider.smtpd.access;

import java.net.IDN;
import org.postrider.text.Latin1;

/// Small questions about text.
final class Texts {
    private Texts() {}

    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        return !text.isEmpty();
    }

    static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
        return at;
    }

    static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != ' ' && text.charAt(at) != '\t') at++;
        return at;
    }

    /// Without one dot at the end, but `..` stays as it is.
    static String withoutFinalDot(String name) {
        int last = name.length() - 1;
        return last > 0 && name.charAt(last) == '.' && name.charAt(last - 1) != '.' ? name.substring(0, last) : name;
    }

    /// A domain as the DNS has it; what is no internationalized domain stays as it is.
    static String ascii(String domain) {
        if (Latin1.isAscii(domain)) return domain;
        try {
            return IDN.toASCII(Latin1.toUnicode(domain));
        } catch (IllegalArgumentException none) {
            return domain;
        }
    }
}
