package org.postrider.smtpd.access;

import static org.postrider.config.SiteParams.MYHOSTNAME;
import static org.postrider.smtpd.access.AccessParams.EXPANSION_FILTER;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.postrider.address.Address;
import org.postrider.config.ConfigException;
import org.postrider.config.Expansion;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.time.Time;

/// `$name` in texts that clients get to see: only facts of the session are known there, none of main.cf but
/// `$server_name`, and of values only the characters of `smtpd_expansion_filter` get through.
public final class Macros {
    private static final DateTimeFormatter LOCAL_TIME = DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT);

    private final BitSet allowed;
    private final String serverName;
    private final Time time;

    public Macros(Settings settings, Time time) {
        allowed = unescaped(settings.get(EXPANSION_FILTER));
        serverName = settings.get(MYHOSTNAME);
        this.time = time;
    }

    /// Throws for a text whose form is wrong.
    ///
    /// @throws ConfigException naming the parameter
    static void check(Param<String> param, String text) {
        try {
            Expansion.scan(text, _ -> { });
        } catch (ConfigException bad) {
            throw new ConfigException("parameter " + param.name() + ": " + bad.getMessage());
        }
    }

    /// @throws ConfigException for a text that makes no sense, or a name that nobody knows
    public String expand(String text, Facts facts) {
        return expand(text, facts, _ -> Optional.empty());
    }

    /// @param more the names that are known besides the common ones
    String expand(String text, Facts facts, Function<String, Optional<String>> more) {
        return Expansion.expandOnce(text, name -> filtered(more.apply(name).or(() -> common(name, facts))
            .orElseThrow(() -> new ConfigException("unknown macro name \"" + name + "\" in expansion request"))));
    }

    private String filtered(String value) {
        StringBuilder out = new StringBuilder(value);
        for (int i = 0; i < out.length(); i++) if (!allowed.get(out.charAt(i))) out.setCharAt(i, '_');
        return out.toString();
    }

    private Optional<String> common(String name, Facts facts) {
        var client = facts.client();
        var mail = facts.transaction();
        return switch (name) {
            case "server_name" -> Optional.of(serverName);
            case "client" -> Optional.of(client.toString());
            case "client_address" -> Optional.of(client.address());
            case "client_name" -> Optional.of(client.name());
            case "client_port" -> Optional.of(client.port());
            case "reverse_client_name" -> Optional.of(client.reverseName());
            case "helo_name" -> Optional.of(facts.session().helo().orElse(""));
            case "sender", "sender_name", "sender_domain" -> Optional.of(part(name, mail.sender()));
            case "recipient", "recipient_name", "recipient_domain" -> Optional.of(part(name, mail.recipient()));
            case "localtime" -> Optional.of(LOCAL_TIME.format(time.now().atZone(ZoneId.systemDefault())));
            default -> Optional.empty();
        };
    }

    private static String part(String name, Optional<Address> address) {
        if (address.isEmpty()) return "";
        if (name.endsWith("_domain")) return address.get().domain();
        if (address.get().isNull()) return "<>";
        return name.endsWith("_name") ? address.get().local() : address.get().text();
    }

    /// Characters in C's notation.
    private static BitSet unescaped(String text) {
        var set = new BitSet(256);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\\' || at + 1 == text.length()) {
                set.set(c);
                continue;
            }
            c = text.charAt(++at);
            int octal = 0, digits = 0;
            while (digits < 3 && at + digits < text.length() && "01234567".indexOf(text.charAt(at + digits)) >= 0)
                octal = octal * 8 + text.charAt(at + digits++) - '0';
            at += Math.max(0, digits - 1);
            set.set(digits > 0 ? octal & 255 : escaped(c));
        }
        return set;
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            default -> c;
        };
    }
}
