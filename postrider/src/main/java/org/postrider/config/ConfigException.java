package org.postrider.config;

import java.util.List;

/// The configuration is wrong; the message says what, where (file, line, parameter) and what to do.
public final class ConfigException extends RuntimeException {
    private final transient List<String> warnings;

    public ConfigException(String message) {
        this(message, List.of());
    }

    /// @param warnings what an operator should have heard before it came to this, worded for a log
    public ConfigException(String message, List<String> warnings) {
        super(message);
        this.warnings = List.copyOf(warnings);
    }

    /// What else is odd; to be told before the message.
    public List<String> warnings() {
        return warnings;
    }
}
