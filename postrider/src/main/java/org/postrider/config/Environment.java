package org.postrider.config;

import java.util.LinkedHashMap;
import java.util.Map;

/// Which variables of the environment are kept: `import_environment` and `export_environment`.
public final class Environment {
    private Environment() {}

    /// What a process of the mail system has of the environment that it was started with: `import_environment`.
    public static Map<String, String> imported(Settings settings, Map<String, String> given) {
        return kept(settings.get(SiteParams.IMPORT_ENVIRONMENT), given);
    }

    /// @param list  `NAME` for a variable to be kept, `NAME=value` or `{ NAME = value }` for one to be set
    /// @param given the environment so far
    /// @throws ConfigException when an item of the list is malformed
    public static Map<String, String> kept(String list, Map<String, String> given) {
        var kept = new LinkedHashMap<String, String>();
        for (String item : Words.braced(list, Words.LIST)) {
            if (item.startsWith("{") || item.indexOf('=') >= 0) {
                var pair = NameValue.of(Words.unbraced(item));
                kept.put(pair.name(), pair.value());
            } else if (given.containsKey(item)) kept.put(item, given.get(item));
        }
        return kept;
    }
}
