package org.postrider.config;

/// The configuration is wrong; the message says what, where (file, line, parameter) and what to do.
public final class ConfigException extends RuntimeException {
    public ConfigException(String message) {
        super(message);
    }
}
