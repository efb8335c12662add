package org.postrider.smtp;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.postrider.text.Latin1;

/// What EHLO can announce (RFC 5321 section 2.2), and `silent-discard`. The order is that of Postfix's messages, not
/// that of the announcement.
public enum Keyword {
    EIGHTBITMIME("8BITMIME"), AUTH("AUTH"), ETRN("ETRN"), PIPELINING("PIPELINING"), SIZE("SIZE"), XVERP("XVERP"),
    VRFY("VRFY"), XCLIENT("XCLIENT"), XFORWARD("XFORWARD"), STARTTLS("STARTTLS"),
    ENHANCEDSTATUSCODES("ENHANCEDSTATUSCODES"), DSN("DSN"), SMTPUTF8("SMTPUTF8"), CHUNKING("CHUNKING"),
    REQUIRETLS("REQUIRETLS"),
    /// in a list of keywords to leave out: don't log that
    SILENT("SILENT-DISCARD");

    private final String word;

    Keyword(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// A list as in main.cf, in any case, divided by commas or blanks. Unknown words are left out, so that a
    /// configuration may name what another version has.
    public static Set<Keyword> list(String text) {
        var found = EnumSet.noneOf(Keyword.class);
        for (var name : text.split("[,\\s]+", -1))
            for (var keyword : values())
                if (Latin1.same(name, keyword.word)) found.add(keyword);
        return found;
    }

    /// The list as it is logged.
    public static String names(Set<Keyword> keywords) {
        return keywords.stream().sorted().map(Keyword::word).collect(Collectors.joining(", "));
    }
}
