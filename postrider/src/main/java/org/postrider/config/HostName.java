package org.postrider.config;

/// The grammar of host names.
final class HostName {
    private static final int LONGEST = 255;
    private static final int LONGEST_LABEL = 63;

    private HostName() {}

    /// Whether this can be the name of a host: labels of letters, digits, hyphens and underscores, not all numeric.
    /// Bytes beyond ASCII pass, they are part of internationalized names.
    static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > LONGEST) return false;
        boolean numeric = true;
        for (String label : name.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > LONGEST_LABEL) return false;
            if (label.startsWith("-") || label.endsWith("-")) return false;
            for (int i = 0; i < label.length(); i++) {
                char c = label.charAt(i);
                numeric &= c >= '0' && c <= '9';
                if (!MacroText.isName(c) && c != '-' && c < 0x80) return false;
            }
        }
        return !numeric;
    }
}
