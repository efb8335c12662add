package org.postrider.config;

import java.util.Optional;

/// Defaults by name that are not said by a [Param]: what is found out about this machine, and what `$name` of a
/// parameter that nobody set stands for.
@FunctionalInterface
interface Defaults {
    /// The unexpanded default; empty when the name has none.
    Optional<String> of(String name);
}
