package org.postrider.message;

import java.util.ArrayList;
import java.util.List;
import org.postrider.text.Latin1;

/// A Content-Type header (RFC 2045 section 5.1) as far as it decides where further headers are.
///
/// @param kind       what kind of body follows
/// @param boundaries of a multipart; more than one is illegal, but may be used to hide parts from us
record ContentType(Kind kind, List<String> boundaries) {
    enum Kind { TEXT, OTHER, MULTIPART, DIGEST, MESSAGE_RFC822, MESSAGE_GLOBAL, MESSAGE_FRAGMENT, MESSAGE_OTHER }

    /// RFC 2045's tspecials: each is a token of its own.
    private static final String SPECIALS = "()<>@,;:\\\"/[]?=";
    /// Tokens of one parameter that matter: name, `=`, value.
    private static final int MATTER = 3;

    /// @param value what follows the header's colon
    static ContentType parse(String value) {
        var items = items(value);
        var first = items.isEmpty() ? List.<String>of() : items.getFirst();
        if (first.isEmpty()) return new ContentType(Kind.OTHER, List.of());
        String type = Latin1.lower(first.getFirst());
        String subtype = first.size() >= MATTER && first.get(1).equals("/") ? Latin1.lower(first.get(2)) : "";
        return switch (type) {
            case "text" -> new ContentType(Kind.TEXT, List.of());
            case "message" -> new ContentType(message(subtype), List.of());
            case "multipart" -> new ContentType(subtype.equals("digest") ? Kind.DIGEST : Kind.MULTIPART,
                boundaries(items));
            default -> new ContentType(Kind.OTHER, List.of());
        };
    }

    private static Kind message(String subtype) {
        return switch (subtype) {
            case "rfc822" -> Kind.MESSAGE_RFC822;
            case "global" -> Kind.MESSAGE_GLOBAL;
            case "partial", "external-body" -> Kind.MESSAGE_FRAGMENT;
            default -> Kind.MESSAGE_OTHER;
        };
    }

    private static List<String> boundaries(List<List<String>> items) {
        var found = new ArrayList<String>();
        for (var item : items.subList(1, items.size()))
            if (item.size() >= MATTER && Latin1.lower(item.getFirst()).equals("boundary") && item.get(1).equals("="))
                found.add(item.get(2));
        return List.copyOf(found);
    }

    /// The tokens between semicolons, without comments; quoted strings without their quotes.
    private static List<List<String>> items(String value) {
        var items = new ArrayList<List<String>>();
        var scan = new Scan(value);
        while (scan.at < value.length()) {
            var tokens = new ArrayList<String>();
            while (scan.at < value.length() && value.charAt(scan.at) != ';') scan.token(tokens);
            scan.at++;
            items.add(tokens);
        }
        return items;
    }

    /// The first token of a header's value; empty when there is none.
    static String firstToken(String value) {
        var scan = new Scan(value);
        var tokens = new ArrayList<String>();
        while (tokens.isEmpty() && scan.at < value.length()) scan.token(tokens);
        return tokens.isEmpty() ? "" : tokens.getFirst();
    }

    private static final class Scan {
        private final String text;
        private int at;

        Scan(String text) {
            this.text = text;
        }

        /// Adds the token at the cursor, if one is there, and moves behind it.
        void token(List<String> tokens) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') at++;
            else if (c == '(') comment();
            else if (c == '"') tokens.add(quoted());
            else if (special(c)) {
                tokens.add(String.valueOf(c));
                at++;
            } else tokens.add(word());
        }

        private String word() {
            int start = at;
            while (at < text.length() && text.charAt(at) != ' ' && !special(text.charAt(at))) at++;
            return text.substring(start, at);
        }

        private void comment() {
            int level = 0;
            do {
                char c = text.charAt(at++);
                if (c == '(') level++;
                else if (c == ')') level--;
                else if (c == '\\') at++;
            } while (level > 0 && at < text.length());
            at = Math.min(at, text.length());
        }

        private String quoted() {
            var out = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c == '\n') unfold(out);
                else if (c != '\\') out.append(c);
                else if (++at < text.length()) out.append(text.charAt(at));
            }
            at = Math.min(at + 1, text.length());
            return out.toString();
        }

        /// A folded line goes on behind the blanks at the end of the one before.
        private static void unfold(StringBuilder out) {
            int length = out.length();
            while (length > 0 && " \t\r\n".indexOf(out.charAt(length - 1)) >= 0) length--;
            out.setLength(length);
        }

        private static boolean special(char c) {
            return c < ' ' || c == 0x7f || SPECIALS.indexOf(c) >= 0;
        }
    }
}
