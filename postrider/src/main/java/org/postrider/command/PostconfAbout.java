package org.postrider.command;

import java.io.IOException;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.postrider.table.Tables;
import org.postrider.text.Latin1;

/// The switches of postconf(1) that tell what this mail system can do.
final class PostconfAbout {
    private PostconfAbout() {}

    static int run(Invocation call, Options options, PostconfMode mode) throws IOException {
        return switch (mode) {
            case MAPS -> {
                Setup.configuration(call, options.value('c'));
                yield print(call, Tables.types());
            }
            case LOCKS -> print(call, List.of("flock", "fcntl", "dotlock"));
            case TLS -> tls(call, options.value('T').orElse(""));
            // SASL comes with its room, the templates with that of bounces; until then there are none.
            case SERVER_SASL, CLIENT_SASL -> print(call, List.of());
            case TEMPLATES -> PostconfTemplates.run(call, options, false);
            case EXPAND_TEMPLATES -> PostconfTemplates.run(call, options, true);
            case DEFAULTS, EDIT, FOLD, FIELDS, HIDE_NAME, HIDE_VALUE, JSON, ENTRIES, SET, OVERRIDE, MAIN, PARAMETERS,
                EXPAND, EXCLUDE, COMMENT, ALL_PARAMETERS -> throw new IllegalArgumentException(mode.toString());
        };
    }

    private static int print(Invocation call, Iterable<String> lines) throws IOException {
        for (String line : lines) call.out().write(Latin1.bytes(line + "\n"));
        return ExitCodes.OK;
    }

    private static int tls(Invocation call, String what) throws IOException {
        return switch (what) {
            case "compile-version", "run-version" -> print(call, List.of("Java " + Runtime.version()));
            case "public-key-algorithms" -> print(call, keyAlgorithms());
            default -> {
                call.messages().warning("unknown 'postconf -T' mode: " + what);
                yield ExitCodes.FATAL;
            }
        };
    }

    /// Those of certificates, under the names that TLS libraries have for them.
    private static TreeSet<String> keyAlgorithms() {
        var names = new TreeSet<String>();
        var known = Security.getAlgorithms("KeyPairGenerator");
        for (String one : List.of("DSA", "RSA", "ED25519", "ED448"))
            if (known.contains(one)) names.add(one.toLowerCase(Locale.ROOT));
        if (known.contains("EC")) names.add("ecdsa");
        return names;
    }
}
