package org.postrider.config;

import java.util.List;
import java.util.function.Predicate;

/// Which services of master.cf a list names, as `master_service_disable` does: `name/type` for one, `type` for all of
/// that type, with `!` in front to leave them out. The first pattern that fits decides.
public record ServicePatterns(List<String> patterns) implements Predicate<String> {
    public ServicePatterns {
        patterns = List.copyOf(patterns);
    }

    public static ServicePatterns of(String list) {
        return new ServicePatterns(Words.list(list));
    }

    /// @param service `name/type`
    @Override public boolean test(String service) {
        String type = service.substring(service.lastIndexOf('/') + 1);
        for (String one : patterns) {
            boolean not = one.startsWith("!");
            String pattern = not ? one.substring(1) : one;
            if (pattern.indexOf('/') < 0 ? pattern.equals(type) : pattern.equals(service)) return !not;
        }
        return false;
    }
}
