package org.postrider.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.postrider.config.Catalogue;
import org.postrider.config.Param;
import org.postrider.config.Words;

/// The parameter names that mean something: those of the program, those that services of master.cf bring with them,
/// and those that other values mention.
final class PostconfNames {
    /// What the switch -C selects by.
    enum NameClass { BUILTIN, SERVICE, USER }

    private static final String TIME_LIMIT = "_time_limit";
    private static final String COMMAND_TIME_LIMIT = "command_time_limit";
    /// The names that a delivery transport has, without the transport's, and where their defaults are.
    private static final String[][] TRANSPORT = {
        { "_recipient_limit", "default_recipient_limit" },
        { "_extra_recipient_limit", "default_extra_recipient_limit" },
        { "_recipient_refill_limit", "default_recipient_refill_limit" },
        { "_recipient_refill_delay", "default_recipient_refill_delay" },
        { "_delivery_slot_cost", "default_delivery_slot_cost" },
        { "_delivery_slot_loan", "default_delivery_slot_loan" },
        { "_delivery_slot_discount", "default_delivery_slot_discount" },
        { "_minimum_delivery_slots", "default_minimum_delivery_slots" },
        { "_initial_destination_concurrency", "initial_destination_concurrency" },
        { "_destination_concurrency_limit", "default_destination_concurrency_limit" },
        { "_destination_recipient_limit", "default_destination_recipient_limit" },
        { "_destination_concurrency_positive_feedback", "default_destination_concurrency_positive_feedback" },
        { "_destination_concurrency_negative_feedback", "default_destination_concurrency_negative_feedback" },
        { "_destination_concurrency_failed_cohort_limit", "default_destination_concurrency_failed_cohort_limit" },
        { "_destination_rate_delay", "default_destination_rate_delay" },
        { "_transport_rate_delay", "default_transport_rate_delay" }};
    private static final Set<String> READ_ONLY = Set.of("process_name", "process_id");

    /// Names of services and their defaults; those that are built in as well have none here.
    private final Map<String, String> services = new HashMap<>();
    private final Set<String> users = new HashSet<>();

    PostconfNames(List<PostconfEntry> entries) {
        for (var entry : entries)
            switch (entry.command()) {
                case "local", "error", "virtual", "smtp", "lmtp" -> transport(entry.service());
                case "pipe" -> {
                    services.put(entry.service() + TIME_LIMIT, "$" + COMMAND_TIME_LIMIT);
                    transport(entry.service());
                }
                case "spawn" -> services.put(entry.service() + TIME_LIMIT, "$" + COMMAND_TIME_LIMIT);
                default -> { }
            }
    }

    private void transport(String service) {
        for (String[] one : TRANSPORT) services.put(service + one[0], "$" + one[1]);
    }

    /// Takes a name that the operator made up as one that has a meaning.
    void accept(String name) {
        if (!isKnown(name)) users.add(name);
    }

    boolean isKnown(String name) {
        return services.containsKey(name) || users.contains(name) || builtin(name).isPresent();
    }

    /// Built-in names, among them those that only other defaults refer to.
    private static Optional<Catalogue.Entry> builtin(String name) {
        return Catalogue.get().find(name).filter(one -> switch (one.origin()) {
            case BUILTIN, LEGACY -> true;
            case TEMPLATE, NEWER, REMOVED -> false;
        });
    }

    /// Whether the name is the program's or a service's.
    boolean isOurs(String name) {
        return services.containsKey(name) || builtin(name).filter(PostconfNames::isShown).isPresent();
    }

    private static boolean isShown(Catalogue.Entry entry) {
        return entry.origin() == Catalogue.Origin.BUILTIN;
    }

    /// Whether the value's `$name` are expanded by its user at run time.
    static boolean isRaw(String name) {
        return builtin(name).filter(one -> one.kind() == Param.Kind.RAW).isPresent();
    }

    static boolean isReadOnly(String name) {
        return READ_ONLY.contains(name);
    }

    /// The default that a service brings with it; empty for names that are built in.
    Optional<String> serviceDefault(String name) {
        return builtin(name).isPresent() ? Optional.empty() : Optional.ofNullable(services.get(name));
    }

    /// The names of these classes, sorted.
    ///
    /// @param set the names that main.cf sets
    Collection<String> all(Set<NameClass> classes, Set<String> set) {
        var all = new TreeMap<String, Boolean>();
        if (classes.contains(NameClass.BUILTIN))
            for (var one : Catalogue.get().all())
                if (isShown(one) && !services.containsKey(one.name())) all.put(one.name(), true);
        if (classes.contains(NameClass.SERVICE)) for (String name : services.keySet()) all.put(name, true);
        if (classes.contains(NameClass.USER)) {
            for (String name : users) all.put(name, true);
            for (String name : set) if (builtin(name).filter(one -> !isShown(one)).isPresent()) all.put(name, true);
        }
        return all.keySet();
    }

    /// All names that mean something, sorted, also those that only other defaults refer to.
    Collection<String> everything() {
        var all = new TreeMap<String, Boolean>();
        for (var one : Catalogue.get().all()) if (builtin(one.name()).isPresent()) all.put(one.name(), true);
        for (String name : services.keySet()) all.put(name, true);
        for (String name : users) all.put(name, true);
        return all.keySet();
    }

    /// @param words value of the switch -C
    static Set<NameClass> classes(String words) {
        var classes = EnumSet.noneOf(NameClass.class);
        for (String word : Words.list(words))
            switch (word.toLowerCase(Locale.ROOT)) {
                case "builtin" -> classes.add(NameClass.BUILTIN);
                case "service" -> classes.add(NameClass.SERVICE);
                case "user" -> classes.add(NameClass.USER);
                case "all" -> classes.addAll(EnumSet.allOf(NameClass.class));
                default -> throw new CommandException("unknown -C option value \"" + word + "\" in \"" + words + "\"");
            }
        return classes;
    }

    /// All names that are known now, for the scan of what other names their defaults mention.
    List<String> known() {
        var known = new ArrayList<String>(services.keySet());
        for (var one : Catalogue.get().all()) if (isShown(one)) known.add(one.name());
        return known;
    }
}
