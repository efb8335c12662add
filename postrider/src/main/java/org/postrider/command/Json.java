package org.postrider.command;

/// JSON as Postfix's commands print it.
final class Json {
    private Json() {}

    /// What stands between the quotes of a JSON string. Bytes beyond ASCII are left as they are.
    static String quoted(String text) {
        var quoted = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f) quoted.append("\\u%04X".formatted((int) c));
                    else quoted.append(c);
                }
            }
        }
        return quoted.toString();
    }
}
