package org.postrider.bounce;

import java.util.HashSet;
import java.util.Set;
import org.postrider.config.ConfigException;
import org.postrider.text.Latin1;

/// `notify_classes`.
final class Classes {
    private static final Set<String> ALL =
        Set.of("bounce", "2bounce", "data", "delay", "policy", "protocol", "resource", "software");

    private Classes() {}

    static Set<String> of(String list) {
        var classes = new HashSet<String>();
        for (var word : list.split("[,\\s]+")) {
            String name = Latin1.lower(word);
            if (name.isEmpty()) continue;
            if (!ALL.contains(name))
                throw new ConfigException("unknown notify_classes value \"" + word + "\" in \"" + list + "\"");
            classes.add(name);
        }
        return Set.copyOf(classes);
    }
}
