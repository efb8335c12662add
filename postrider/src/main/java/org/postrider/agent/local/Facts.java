package org.postrider.agent.local;

import org.postrider.config.Expansion;
import org.postrider.config.SiteParams;

/// What `$name` stands for in the parameters that speak of a recipient.
record Facts(Target target, Rights rights, Rules rules) {
    /// @param extended  the address extension is part of the text
    /// @param undefined the text needs something that is not there
    record Expanded(String text, boolean extended, boolean undefined) {}

    /// @param filter characters that values may have, others become `_`; empty for no filter
    /// @throws org.postrider.config.ConfigException saying what is wrong with the text
    Expanded expand(String text, String filter) {
        var names = new Names(filter);
        String expanded = Expansion.expand(text, names);
        return new Expanded(expanded, names.extended, names.undefined);
    }

    /// Every character that is not in `filter` becomes `_`.
    static String censored(String value, String filter) {
        var out = new StringBuilder(value);
        for (int i = 0; i < out.length(); i++) if (filter.indexOf(out.charAt(i)) < 0) out.setCharAt(i, '_');
        return out.toString();
    }

    private final class Names implements Expansion.Names {
        private final String filter;
        private boolean extended;
        private boolean undefined;

        Names(String filter) {
            this.filter = filter;
        }

        @Override public String value(String name) {
            return filter.isEmpty() ? fact(name) : censored(fact(name), filter);
        }

        @Override public boolean isFinal(String name) {
            return true;
        }

        @Override public void used(String name) {
            if (name.equals("extension")) extended = true;
            undefined |= !isDefined(name);
        }
    }

    private String fact(String name) {
        var recipient = target.name();
        return switch (name) {
            case "user" -> recipient.user();
            case "home" -> rights.home();
            case "shell" -> rights.shell();
            case "domain" -> recipient.domain();
            case "local", "mailbox" -> recipient.local();
            case "recipient" -> target.recipient().address().text();
            case "extension" -> recipient.extension().orElse("");
            case "recipient_delimiter" -> delimiter();
            default -> "";
        };
    }

    /// An extension may be there and empty; all else that is empty is not there.
    private boolean isDefined(String name) {
        return name.equals("extension") ? target.name().extension().isPresent() : !fact(name).isEmpty();
    }

    /// The one that the recipient has, or the first there is.
    private String delimiter() {
        if (target.name().extension().isPresent()) return String.valueOf(target.name().delimiter());
        String all = rules.get(SiteParams.RECIPIENT_DELIMITER);
        return all.isEmpty() ? "" : all.substring(0, 1);
    }
}
