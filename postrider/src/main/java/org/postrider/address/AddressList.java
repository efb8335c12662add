package org.postrider.address;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.postrider.address.Token.Kind;

/// The content of a header like To: (RFC 5322 section 3.4), read as tolerantly as mail has to be: addresses with all
/// that stands around them, phrases, groups, comments. Any text can be read, and written again with nothing lost.
public record AddressList(List<Part> parts) {
    /// Non-address text beyond this much, in one comma-divided element, is dropped: old Sendmail overran its buffer on it.
    private static final int LONGEST_EXTRA = 250;

    public sealed interface Part {
        /// An address, in internal form.
        record Spec(Address address) implements Part {}

        /// The colon behind a group's name.
        record Group() implements Part {}

        /// Anything else.
        record Plain(Token token) implements Part {}

        /// A comma.
        Plain COMMA = new Plain(new Token(Kind.OPERATOR, ","));
    }

    public static AddressList parse(String text) {
        return parse(text, Integer.MAX_VALUE);
    }

    /// @param limit how many tokens at most; what follows is dropped (`header_address_token_limit`)
    public static AddressList parse(String text, int limit) {
        return new AddressList(AddressReader.read(TokenReader.read(text, limit)));
    }

    /// The addresses in order; `<>` is none.
    public List<Address> addresses() {
        var found = new ArrayList<Address>();
        for (var part : parts)
            if (part instanceof Part.Spec(Address address)) found.add(address);
        return found;
    }

    /// True when nothing but addresses and angle brackets is there.
    public boolean isBare() {
        return parts.stream().allMatch(part -> part instanceof Part.Spec || isOperator(part, '<') || isOperator(part, '>'));
    }

    /// The same with every address replaced.
    public AddressList rewrite(UnaryOperator<Address> rewriter) {
        var rewritten = new ArrayList<Part>(parts.size());
        for (var part : parts)
            rewritten.add(part instanceof Part.Spec(Address address) ? new Part.Spec(rewriter.apply(address)) : part);
        return new AddressList(List.copyOf(rewritten));
    }

    /// As header text on one line.
    public String external() {
        return external(' ', _ -> { });
    }

    /// As header text with a line break behind each comma, to be filled by [org.postrider.text.Folding#fill].
    public String lines() {
        return lines(_ -> { });
    }

    /// @param dropped hears of elements of which nothing but the address is kept, with their old text
    public String lines(Consumer<String> dropped) {
        return external('\n', dropped);
    }

    private String external(char afterComma, Consumer<String> dropped) {
        var out = new StringBuilder();
        int start = 0, addressLength = -1;
        String address = "";
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            if (isOperator(part, ',')) {
                if (addressLength >= 0) strip(out, start, address, dropped);
                out.append(',').append(afterComma);
                start = out.length();
                addressLength = -1;
                continue;
            }
            String text = text(part);
            if (part instanceof Part.Spec || isOperator(part, '<') && isOperator(after(i), '>')) {
                address = part instanceof Part.Spec ? text : "";
                addressLength = address.length();
            }
            out.append(text);
            if (needsSpace(part, after(i), i + 1 < parts.size())) out.append(' ');
        }
        if (addressLength >= 0) strip(out, start, address, dropped);
        return out.toString();
    }

    private static void strip(StringBuilder out, int start, String address, Consumer<String> dropped) {
        if (out.length() - address.length() <= start + LONGEST_EXTRA) return;
        dropped.accept(out.substring(start));
        out.setLength(start);
        out.append('<').append(address).append('>');
    }

    /// The part behind `i`; a comma at the end, which asks for nothing.
    private Part after(int i) {
        return i + 1 < parts.size() ? parts.get(i + 1) : Part.COMMA;
    }

    private static String text(Part part) {
        return switch (part) {
            case Part.Spec(Address address) -> address.isNull() ? "\"\"" : Quoting.header(address);
            case Part.Group() -> ":";
            case Part.Plain(Token token) -> token.external();
        };
    }

    private static boolean needsSpace(Part part, Part next, boolean hasNext) {
        return hasNext && (part instanceof Part.Group || isOperator(next, '<') || isText(part) && isText(next));
    }

    private static boolean isText(Part part) {
        return switch (part) {
            case Part.Spec _ -> true;
            case Part.Group() -> false;
            case Part.Plain(Token token) -> token.kind() != Kind.OPERATOR;
        };
    }

    private static boolean isOperator(Part part, char c) {
        return part instanceof Part.Plain(Token token) && token.isOperator(c);
    }
}
