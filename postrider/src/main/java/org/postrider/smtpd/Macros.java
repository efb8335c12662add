package org.postrider.smtpd;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.postrider.address.Quoting;

/// The names that texts for clients may have.
record Macros(State state) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);

    /// Empty for names that there are not.
    String value(String name) {
        return harmless(switch (name) {
            case "client" -> state.peer();
            case "client_address" -> state.client.address();
            case "client_name" -> state.client.name();
            case "client_port" -> state.client.port();
            case "helo_name" -> state.helo.orElse("");
            case "localtime" -> STAMP.format(state.parts.time().now().atZone(ZoneId.systemDefault()));
            case "recipient" -> state.mail.flatMap(mail -> mail.firstRecipient).map(Quoting::header).orElse("");
            case "sender" -> state.mail.map(mail -> Quoting.header(mail.sender)).orElse("");
            case "server_name" -> state.rules.names().hostname();
            case "server_address" -> state.server.address();
            case "server_port" -> state.server.port();
            default -> "";
        });
    }

    /// A client must not be able to write what other programs may take for commands.
    private static String harmless(String text) {
        var out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++)
            if (out.charAt(i) < ' ' || out.charAt(i) > 0x7e) out.setCharAt(i, '_');
        return out.toString();
    }
}
