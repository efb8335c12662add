package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.RESTRICTION_CLASSES;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.config.Words;
import org.postrider.text.Latin1;

/// Makes restrictions of what main.cf says. A word that is none is told of at start, and refuses with a 4xx reply where
/// it would have been looked at, as Postfix does: what the operator wanted there is not known.
final class Compiler {
    private final Site site;
    private final Map<String, Maker> keywords;
    private final Actions actions;
    private final Map<String, CheckList> classes = new HashMap<>();
    private final Deque<String> underWay = new ArrayDeque<>();

    /// Makes a check of a keyword and the words that belong to it.
    interface Maker {
        Check make(Reading reading);
    }

    Compiler(Site site) {
        this.site = site;
        actions = new Actions(site, this::fromTable);
        keywords = Keywords.all(site, this);
        for (String name : Words.list(site.settings().get(RESTRICTION_CLASSES))) restrictionClass(name);
    }

    Actions actions() {
        return actions;
    }

    /// @param parameter where the text is from, for complaints
    CheckList list(String parameter, String text) {
        return new CheckList(checks(new Reading(Words.braced(text, Words.LIST), "parameter " + parameter)));
    }

    /// A list that an access table gave: it has no tables, so nothing is opened.
    private CheckList fromTable(String value) {
        return new CheckList(checks(new Reading(Words.braced(value, Words.LIST), "")));
    }

    private List<Check> checks(Reading reading) {
        var checks = new ArrayList<Check>();
        boolean warned = false;
        while (reading.hasNext()) {
            String word = reading.next();
            if (Latin1.same(word, "warn_if_reject")) {
                warned = true;
                continue;
            }
            var check = check(word, reading);
            checks.add(warned ? (trial, subject) -> trial.warned(check, subject) : check);
            warned = false;
        }
        return List.copyOf(checks);
    }

    private Check check(String word, Reading reading) {
        if (word.indexOf(':') >= 0) return new BareTable(AccessTable.open(site, actions, word));
        var keyword = Optional.ofNullable(keywords.get(Latin1.lower(word)));
        if (keyword.isPresent()) return keyword.get().make(reading);
        var known = Optional.ofNullable(classes.get(word)).or(() -> declared(word));
        return known.isPresent() ? known.get() : misconfigured(reading, "unknown smtpd restriction: \"" + word + "\"");
    }

    /// A check that refuses for what is wrong with the configuration, which is told of at once, too.
    Check misconfigured(Reading reading, String... problem) {
        if (!reading.place().isEmpty())
            for (String text : problem) site.complain(reading.place() + ": " + text);
        return (trial, _) -> trial.misconfigured(problem);
    }

    private Optional<CheckList> declared(String name) {
        return Words.list(site.settings().get(RESTRICTION_CLASSES)).contains(name)
            ? Optional.of(restrictionClass(name)) : Optional.empty();
    }

    /// Classes may use classes that are declared later.
    private CheckList restrictionClass(String name) {
        var known = Optional.ofNullable(classes.get(name));
        if (known.isPresent()) return known.get();
        if (underWay.contains(name))
            throw new ConfigException("restriction class `" + name + "' contains itself: "
                + String.join(", ", underWay.reversed()) + ", " + name);
        String text = definition(site.settings(), name);
        underWay.push(name);
        var list = list(name, text);
        underWay.pop();
        classes.put(name, list);
        return list;
    }

    static String definition(Settings settings, String name) {
        String text = settings.expand(settings.unexpanded(name));
        if (text.isBlank()) throw new ConfigException("restriction class `" + name + "' needs a definition");
        return text;
    }
}
