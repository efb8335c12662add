package org.postrider.config;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Expansion of `$name`, `${name}`, `$(name)`, `${name?text}`, `${name?{text}:{text}}`, `${name:text}`,
/// `${{a} == {b} ? {text} : {text}}`, `<=level` and its kin, `${domain_to_ascii{text}}`, and `$$` for a dollar sign
/// (postconf(5), "Postfix main.cf file format").
public final class Expansion {
    private Expansion() {}

    /// Where the values of names come from.
    @FunctionalInterface
    public interface Names {
        /// The unexpanded text of a name, "" when there is none.
        String value(String name);

        /// Whether the value is taken as it stands, without expanding what is in it.
        default boolean isFinal(String name) {
            return false;
        }

        /// Called when the value itself becomes part of the text; not for names that only choose between texts.
        default void used(String name) {}
    }

    /// Expands names in values, too, where they are not final.
    ///
    /// @throws ConfigException saying what is wrong with the text
    public static String expand(String text, Names names) {
        return text.indexOf('$') < 0 ? text : new MacroText(names, false).expand(text);
    }

    /// Expands for a user at run time: values are facts from outside and never expanded again.
    ///
    /// @throws ConfigException saying what is wrong with the text
    public static String expandOnce(String text, UnaryOperator<String> facts) {
        return expand(text, new Names() {
            @Override public String value(String name) {
                return facts.apply(name);
            }

            @Override public boolean isFinal(String name) {
                return true;
            }
        });
    }

    /// Tells of each name that the text mentions, also in branches that would not be taken.
    ///
    /// @throws ConfigException saying what is wrong with the text
    public static void scan(String text, Consumer<String> seen) {
        if (text.indexOf('$') < 0) return;
        new MacroText(name -> {
            seen.accept(name);
            return "";
        }, true).expand(text);
    }
}
