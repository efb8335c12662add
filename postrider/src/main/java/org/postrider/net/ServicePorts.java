package org.postrider.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.postrider.text.Latin1;

/// Port numbers of service names.
public final class ServicePorts {
    private static final Path FILE = Path.of("/etc/services");

    private ServicePorts() {}

    /// A number, or a TCP service of /etc/services; the ones that mail needs are known without that file.
    public static OptionalInt of(String port) {
        if (!port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9'))
            return port.length() < 6 && Integer.parseInt(port) < 65536 ? OptionalInt.of(Integer.parseInt(port))
                : OptionalInt.empty();
        return switch (port) {
            case "smtp" -> OptionalInt.of(25);
            case "submission" -> OptionalInt.of(587);
            case "smtps", "submissions" -> OptionalInt.of(465);
            case "lmtp" -> OptionalInt.of(24);
            case "qmqp" -> OptionalInt.of(628);
            default -> listed(port);
        };
    }

    private static OptionalInt listed(String name) {
        try {
            for (String line : Latin1.of(Files.readAllBytes(FILE)).split("\n")) {
                var words = List.of(line.replaceFirst("#.*", "").strip().split("\\s+"));
                if (isTcp(words) && words.lastIndexOf(name) != 1 && words.contains(name))
                    return OptionalInt.of(number(words.get(1)));
            }
            return OptionalInt.empty();
        } catch (IOException noFile) {
            return OptionalInt.empty();
        }
    }

    private static boolean isTcp(List<String> words) {
        return words.size() > 1 && words.get(1).endsWith("/tcp");
    }

    private static int number(String portAndProtocol) {
        return Integer.parseInt(portAndProtocol.substring(0, portAndProtocol.indexOf('/')));
    }
}
