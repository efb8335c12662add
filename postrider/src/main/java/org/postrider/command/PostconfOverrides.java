package org.postrider.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postrider.config.ConfigException;
import org.postrider.config.NameValue;

/// The values of the switch `-o name=value`.
final class PostconfOverrides {
    private PostconfOverrides() {}

    static Map<String, String> of(List<String> given) {
        var overrides = new LinkedHashMap<String, String>();
        for (String one : given)
            try {
                var pair = NameValue.of(one);
                overrides.put(pair.name(), pair.value());
            } catch (ConfigException bad) {
                throw new CommandException("invalid parameter override: " + one + ": " + bad.getMessage());
            }
        return overrides;
    }
}
