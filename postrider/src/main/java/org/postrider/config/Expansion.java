package org.postrider.config;

import java.util.function.UnaryOperator;

/// Expansion of `$name`, `${name}`, `$(name)`, `${name?text}`, `${name?{text}:{text}}`, `${name:text}` and
/// `${{a} == {b} ? {text} : {text}}` (postconf(5), "Postfix main.cf file format").
final class Expansion {
    /// Deeper nesting is a loop: `a = $b`, `b = $a`.
    private static final int DEEPEST = 100;

    private Expansion() {}

    /// @param lookup the unexpanded text of a name; empty when unknown
    static String expand(String text, UnaryOperator<String> lookup) {
        return new MacroText(text, lookup, DEEPEST).expand();
    }
}
