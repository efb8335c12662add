package org.postrider.table;

import java.util.Optional;

/// A template of keys for databases with keys of their own: `%s` the key, `%u` and `%d` its local part and domain, `%1`
/// to `%9` the labels of its domain from the right, `%%` a percent sign.
record KeyFormat(String template) {
    /// @param what whose template it is, for messages
    static KeyFormat of(String what, String template) {
        for (int i = template.indexOf('%'); i >= 0; i = template.indexOf('%', i + 2))
            if (i + 1 == template.length() || "%sudSUD123456789".indexOf(template.charAt(i + 1)) < 0)
                throw new TableException(what + ": invalid key_format template '" + template + "'");
        return new KeyFormat(template);
    }

    /// Empty where the key has not what the template asks for: such a key is in no table.
    Optional<String> expand(String key) {
        int at = key.lastIndexOf('@');
        String user = at < 0 ? key : key.substring(0, at), domain = at < 0 ? "" : key.substring(at + 1);
        var out = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            c = template.charAt(++i);
            String part = switch (c) {
                case '%' -> "%";
                case 's', 'S' -> key;
                case 'u', 'U' -> user;
                case 'd', 'D' -> domain;
                default -> label(domain, c - '0');
            };
            if (part.isEmpty()) return Optional.empty();
            out.append(part);
        }
        return Optional.of(out.toString());
    }

    private static String label(String domain, int number) {
        String[] labels = domain.split("\\.");
        return number > labels.length ? "" : labels[labels.length - number];
    }
}
