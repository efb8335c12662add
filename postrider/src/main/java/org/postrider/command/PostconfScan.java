package org.postrider.command;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postrider.command.PostconfSite.Scope;
import org.postrider.config.ConfigException;
import org.postrider.config.Expansion;
import org.postrider.config.Words;

/// Finds out which names that the operator made up are mentioned by some value, and so mean something.
final class PostconfScan {
    private static final String CLASSES = "smtpd_restriction_classes";

    private final PostconfSite site;
    private final Messages messages;
    private final Set<String> restrictionClasses = new HashSet<>();
    private final Set<String> databases = new HashSet<>();
    private final boolean quiet;

    /// @param quiet whether to complain of nothing that is only unused
    PostconfScan(PostconfSite site, boolean quiet) {
        this.site = site;
        this.messages = site.messages();
        this.quiet = quiet;
    }

    void run() {
        for (var scope : site.scopes()) {
            classes(Optional.ofNullable(scope.settings().get(CLASSES)), Optional.of(scope));
            for (var name : List.copyOf(scope.settings().keySet())) setting(name, Optional.of(scope));
        }
        if (site.written().keySet().stream().anyMatch(name -> !site.names().isKnown(name))) defaults();
        classes(Optional.ofNullable(site.written().get(CLASSES)), Optional.empty());
        for (var name : List.copyOf(site.written().keySet())) setting(name, Optional.empty());
        for (var scope : site.scopes())
            for (var name : scope.settings().keySet())
                if (restrictionClasses.contains(name)) scope.valid().add(name);
    }

    private void classes(Optional<String> list, Optional<Scope> scope) {
        if (list.isEmpty()) return;
        for (String name : Words.list(site.expand(list.get(), scope))) {
            if (scope.isEmpty()) restrictionClasses.add(name);
            mention(name, scope, true);
        }
    }

    /// Defaults mention names that have no other use, for the sake of old configurations.
    private void defaults() {
        for (String name : site.names().known())
            if (!PostconfNames.isRaw(name) && !site.written().containsKey(name))
                mentions(site.fallback(name), Optional.empty());
    }

    private void setting(String name, Optional<Scope> scope) {
        var settings = scope.map(Scope::settings).orElse(site.written());
        String value = settings.get(name);
        if (PostconfNames.isReadOnly(name)) {
            messages.warning(site.directory() + file(scope) + ": read-only parameter assignment: " + name + "="
                + value);
            settings.remove(name);
            return;
        }
        if (PostconfNames.isRaw(name)) return;
        mentions(value, scope);
        boolean worthALook = value.indexOf(':') >= 0 || value.indexOf('$') >= 0 || value.indexOf('#') >= 0;
        if (worthALook && site.names().isOurs(name))
            new PostconfDatabases(site, scope, this).look(value);
    }

    private void mentions(String value, Optional<Scope> scope) {
        try {
            Expansion.scan(value, name -> mention(name, scope, true));
        } catch (ConfigException bad) {
            messages.warning(bad.getMessage());
        }
    }

    /// Takes note of a name that a value mentions.
    ///
    /// @param mustExist whether to complain of a name that has neither value nor default
    void mention(String name, Optional<Scope> scope, boolean mustExist) {
        boolean found = false;
        if (scope.isPresent() && scope.get().settings().containsKey(name)) {
            scope.get().valid().add(name);
            found = true;
        } else if (site.written().containsKey(name)) {
            site.names().accept(name);
            found = true;
        }
        if (scope.isEmpty())
            for (var one : site.scopes())
                if (one.settings().containsKey(name)) {
                    one.valid().add(name);
                    found = true;
                }
        if (!found && mustExist && !site.names().isKnown(name))
            messages.warning(site.directory() + file(scope) + ": undefined parameter: " + name);
    }

    /// Whether this is the first time that the table is met.
    boolean isNew(String table) {
        return databases.add(table);
    }

    void unused(String warning) {
        if (!quiet) messages.warning(warning);
    }

    private static String file(Optional<Scope> scope) {
        return scope.isPresent() ? "/master.cf" : "/main.cf";
    }
}
