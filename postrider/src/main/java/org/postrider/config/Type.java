package org.postrider.config;

/// How a parameter's text becomes its value.
///
/// @param <T> the value's type
@FunctionalInterface
interface Type<T> {
    /// @param text already expanded, except for raw parameters
    /// @throws ConfigException saying what is wrong with it
    T parse(Param<T> param, String text);
}
