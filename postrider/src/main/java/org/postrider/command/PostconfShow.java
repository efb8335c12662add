package org.postrider.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.postrider.command.PostconfNames.NameClass;
import org.postrider.command.PostconfSite.Scope;

/// Shows what main.cf and master.cf say.
///
/// @param classes which parameters are shown where none is named
record PostconfShow(PostconfSite site, Set<PostconfMode> modes, Set<NameClass> classes, PostconfPrinter printer) {
    private static final String ANY = "*";

    /// What of master.cf somebody asks for.
    ///
    /// @param raw   as it was asked
    /// @param parts service, type, and field or parameter; `*` for any
    record Request(String raw, List<String> parts) {
        /// @throws CommandException with this message when the text is no pattern
        static Request of(String raw, int least, int most, String otherwise) {
            var parts = new ArrayList<String>();
            for (String part : raw.split("/", -1)) if (!part.isEmpty()) parts.add(part);
            boolean bad = raw.startsWith("/") || parts.size() < least || parts.size() > most;
            for (String part : parts) bad |= part.contains(ANY) && !part.equals(ANY);
            if (bad) throw new CommandException(otherwise);
            while (parts.size() < most) parts.add(ANY);
            return new Request(raw, List.copyOf(parts));
        }

        boolean matches(String service, String type) {
            return matches(0, service) && matches(1, type);
        }

        boolean matches(PostconfEntry entry) {
            return matches(entry.service(), entry.type());
        }

        boolean isAny(int part) {
            return parts.get(part).equals(ANY);
        }

        boolean matches(int part, String text) {
            return isAny(part) || parts.get(part).equals(text);
        }
    }

    /// Shows settings of main.cf: those that are named, or all of the classes.
    void main(List<String> named) throws IOException {
        if (named.isEmpty()) for (String name : site.names().all(classes, site.written().keySet())) parameter(name);
        for (String name : named)
            if (site.names().isKnown(name)) parameter(name);
            else site.messages().warning(name + ": unknown parameter");
    }

    private void parameter(String name) throws IOException {
        var value = site.value(name, Optional.empty(), modes.contains(PostconfMode.SET));
        if (value.isEmpty()) return;
        boolean expand = modes.contains(PostconfMode.EXPAND) && !PostconfNames.isRaw(name)
            && !modes.contains(PostconfMode.HIDE_VALUE);
        show(name, expand ? site.expand(value.get(), Optional.empty()) : value.get());
    }

    private void show(String name, String value) throws IOException {
        if (modes.contains(PostconfMode.HIDE_VALUE)) printer.line(name);
        else if (modes.contains(PostconfMode.JSON)) printer.json(name, value);
        else printer.line(modes.contains(PostconfMode.HIDE_NAME) ? value : name + " = " + value);
    }

    /// Shows whole entries of master.cf.
    void entries(List<String> named) throws IOException {
        var requests = new ArrayList<Request>();
        for (String one : named) requests.add(Request.of(one, 1, 2, "-M option requires service_name[/type]"));
        var unmatched = new ArrayList<>(requests);
        for (var scope : site.scopes()) {
            if (requests.isEmpty()) entry(scope);
            for (var request : requests)
                if (request.matches(scope.entry())) {
                    unmatched.remove(request);
                    entry(scope);
                }
        }
        complain(unmatched);
    }

    private void complain(List<Request> unmatched) {
        for (var one : unmatched) site.messages().warning("unmatched request: \"" + one.raw() + "\"");
    }

    private void entry(Scope scope) throws IOException {
        var entry = scope.entry();
        if (modes.contains(PostconfMode.JSON))
            printer.json(entry.key(), String.join(" ", entry.words().subList(0, PostconfEntry.FIELDS.size()))
                + PostconfPrinter.arguments(entry, shown(scope)));
        else printer.entry(entry, shown(scope));
    }

    private PostconfPrinter.Shown shown(Scope scope) {
        return modes.contains(PostconfMode.EXPAND) ? text -> site.expand(text, Optional.of(scope)) : text -> text;
    }

    /// Shows single fields of master.cf.
    void fields(List<String> named) throws IOException {
        var requests = new ArrayList<Request>();
        for (String one : named) {
            var request = Request.of(one, 1, 3, "-F option requires service_name[/type[/field]]");
            if (!request.isAny(2)) fieldPlace(request.parts().get(2));
            requests.add(request);
        }
        var unmatched = new ArrayList<>(requests);
        if (requests.isEmpty()) requests.add(new Request("", List.of(ANY, ANY, ANY)));
        for (var scope : site.scopes())
            for (var request : requests)
                if (request.matches(scope.entry())) {
                    unmatched.remove(request);
                    fields(scope, request);
                }
        complain(unmatched);
    }

    private void fields(Scope scope, Request request) throws IOException {
        for (int field = 0; field < PostconfEntry.FIELDS.size(); field++)
            if (request.matches(2, PostconfEntry.FIELDS.get(field))) field(scope, field);
    }

    /// The place of a field by its name.
    static int fieldPlace(String name) {
        int place = PostconfEntry.FIELDS.indexOf(name);
        if (place < 0) throw new CommandException("invalid service attribute name: \"" + name + "\"");
        return place;
    }

    private void field(Scope scope, int field) throws IOException {
        var entry = scope.entry();
        String label = entry.key() + "/" + PostconfEntry.FIELDS.get(field);
        if (modes.contains(PostconfMode.JSON)) {
            String more = field == PostconfEntry.COMMAND ? PostconfPrinter.arguments(entry, shown(scope)) : "";
            printer.json(label, entry.words().get(field) + more);
        } else if (modes.contains(PostconfMode.HIDE_VALUE)) printer.line(label);
        else printer.field(modes.contains(PostconfMode.HIDE_NAME) ? "" : label + " = ", entry, field, shown(scope));
    }

    /// Shows parameters that entries of master.cf set, or all as the entries see them.
    void parameters(List<String> named) throws IOException {
        var requests = new ArrayList<Request>();
        for (String one : named)
            requests.add(Request.of(one, 1, 3, "-P option requires service_name[/type[/parameter]]"));
        var unmatched = new ArrayList<>(requests);
        boolean all = requests.isEmpty();
        if (all) requests.add(new Request("", List.of(ANY, ANY, ANY)));
        for (var scope : site.scopes()) {
            var settings = settings(scope, all);
            for (var request : requests)
                if (request.matches(scope.entry()) && parameters(scope, request, settings)) unmatched.remove(request);
        }
        complain(unmatched);
    }

    /// The settings of an entry, by name.
    ///
    /// @param all whether no parameter is asked for by name, so that classes decide
    private TreeMap<String, String> settings(Scope scope, boolean all) {
        var settings = new TreeMap<String, String>();
        if (modes.contains(PostconfMode.ALL_PARAMETERS))
            for (String name : all ? site.names().all(classes, site.written().keySet()) : site.names().everything())
                settings.put(name, site.value(name, Optional.of(scope), false).orElse(""));
        scope.settings().forEach(settings::putIfAbsent);
        return settings;
    }

    /// @return whether there was something to show
    private boolean parameters(Scope scope, Request request, TreeMap<String, String> settings) throws IOException {
        boolean found = request.isAny(2) && !(settings.isEmpty() && scope.entry().settings().isEmpty());
        for (var one : settings.entrySet())
            if (request.matches(2, one.getKey())) {
                found = true;
                boolean expand = modes.contains(PostconfMode.EXPAND) && !modes.contains(PostconfMode.HIDE_VALUE);
                show(scope.entry().key() + "/" + one.getKey(),
                    expand ? site.expand(one.getValue(), Optional.of(scope)) : one.getValue());
            }
        return found;
    }
}
