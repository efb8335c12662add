package org.postrider.smtpd.access;

import java.util.HashMap;
import java.util.Map;
import org.postrider.smtpd.access.Compiler.Maker;

/// All restrictions by the names that they have and had. Case does not matter.
final class Keywords {
    private final Map<String, Maker> makers = new HashMap<>();

    private Keywords() {}

    static Map<String, Maker> all(Site site, Compiler compiler) {
        var all = new Keywords();
        new CommonChecks(site, compiler).declare(all);
        new ClientChecks(site).declare(all);
        new HelloChecks(site).declare(all);
        new AddressChecks(site).declare(all);
        new SenderLogins(site).declare(all);
        new Verification(site).declare(all);
        new TableChecks(site, compiler).declare(all);
        return Map.copyOf(all.makers);
    }

    void add(String name, Maker maker) {
        makers.put(name, maker);
    }

    /// One that needs nothing but its name.
    void add(String name, Check check) {
        makers.put(name, _ -> check);
    }
}
