package org.postrider.config;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// All of Postfix's defaults, with those that depend on the machine found out when first asked for.
final class MachineDefaults implements Defaults {
    /// The domain of a machine whose name has none.
    private static final String NO_DOMAIN = "localdomain";

    private final Map<String, String> written;
    private final Machine machine;
    private final Map<String, String> found = new ConcurrentHashMap<>();

    /// @param written what main.cf says; `mynetworks` depends on other parameters
    MachineDefaults(Map<String, String> written, Machine machine) {
        this.written = Map.copyOf(written);
        this.machine = machine;
    }

    @Override public Optional<String> of(String name) {
        return switch (name) {
            case "myhostname", "mydomain", "mynetworks", "process_id" -> Optional.of(machineDependent(name));
            case "process_name" -> Optional.of(machine.program());
            default -> Catalogue.get().find(name).map(Catalogue.Entry::fallback);
        };
    }

    private String machineDependent(String name) {
        String known = found.get(name);
        if (known != null) return known;
        String value = switch (name) {
            case "myhostname" -> hostName();
            case "mydomain" -> domain(now("myhostname"));
            case "mynetworks" -> networks();
            default -> Long.toString(machine.processId());
        };
        found.put(name, value);
        return value;
    }

    private String hostName() {
        String name = machine.hostName();
        if (name.indexOf('.') >= 0) return name;
        return name + "." + (written.containsKey("mydomain") ? now("mydomain") : NO_DOMAIN);
    }

    private static String domain(String hostName) {
        int dot = hostName.indexOf('.');
        return dot < 0 ? NO_DOMAIN : hostName.substring(dot + 1);
    }

    private String networks() {
        return OwnAddresses.of(machine, now("inet_interfaces"), now("inet_protocols"))
            .networks(now(SiteParams.MYNETWORKS_STYLE.name()));
    }

    /// The expanded value of a parameter.
    private String now(String name) {
        return Expansion.expand("$" + name, this::value);
    }

    private String value(String name) {
        String own = written.get(name);
        return own != null ? own : of(name).orElse("");
    }
}
