package org.postrider.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// An immutable snapshot of all parameters as one master.cf row sees them. Safe for any thread; values are parsed once.
public final class Settings {
    private final Map<String, String> written;
    private final Defaults defaults;
    private final Map<Param<?>, Object> values = new ConcurrentHashMap<>();

    private Settings(Map<String, String> written, Defaults defaults) {
        this.written = written;
        this.defaults = defaults;
    }

    /// @param written what main.cf and command line say, unexpanded
    public static Settings of(Map<String, String> written) {
        return of(written, Map.of());
    }

    /// @param written  what main.cf and command line say, unexpanded
    /// @param defaults defaults by name that are not a [Param]'s own: what is found out about this machine
    ///                 (`myhostname`), and others that are to be known to `$name`
    public static Settings of(Map<String, String> written, Map<String, String> defaults) {
        var known = Map.copyOf(defaults);
        return of(written, (String name) -> Optional.ofNullable(known.get(name)));
    }

    static Settings of(Map<String, String> written, Defaults defaults) {
        return new Settings(Map.copyOf(written), defaults);
    }

    /// The same with a master.cf row's `-o` options on top.
    public Settings with(Map<String, String> overrides) {
        if (overrides.isEmpty()) return this;
        var all = new HashMap<>(written);
        all.putAll(overrides);
        return of(all, defaults);
    }

    /// @throws ConfigException when what is written makes no sense; the services read all they need at start, so this
    ///                         surfaces there
    @SuppressWarnings("unchecked") // a value is only ever stored under the Param that parsed it
    public <T> T get(Param<T> param) {
        var value = values.get(param);
        if (value == null) {
            value = param.parse(text(param));
            values.put(param, value);
        }
        return (T) value;
    }

    /// The text after expansion (not of raw parameters), before parsing.
    public String text(Param<?> param) {
        String raw = unexpanded(param);
        return param.kind() == Param.Kind.RAW ? raw : expand(raw);
    }

    /// The text as written, or the default.
    public String unexpanded(Param<?> param) {
        String own = written.get(param.name());
        return own != null ? own : defaults.of(param.name()).orElse(param.fallback());
    }

    /// True when main.cf or the command line sets it.
    public boolean isSet(Param<?> param) {
        return written.containsKey(param.name());
    }

    /// Whether `compatibility_level` is below a level.
    ///
    /// @param level at which some default changed: `1`, `3.6`
    /// @throws ConfigException when one of them is none
    public boolean isOlder(String level) {
        return Level.of(get(SiteParams.COMPATIBILITY_LEVEL)).compareTo(Level.of(level)) < 0;
    }

    /// Whether anybody sets this name or has a default for it.
    public boolean knows(String name) {
        return written.containsKey(name) || defaults.of(name).isPresent();
    }

    /// Expands `$name` and its relatives in a text with these settings.
    public String expand(String text) {
        return Expansion.expand(text, this::unexpanded);
    }

    /// The unexpanded text that this name has, set or by default; "" when nobody sets or knows it. For names that
    /// come from the configuration itself: restriction classes, `ldap` tables. All else has a [Param].
    public String unexpanded(String name) {
        String own = written.get(name);
        return own != null ? own : defaults.of(name).orElse("");
    }
}
