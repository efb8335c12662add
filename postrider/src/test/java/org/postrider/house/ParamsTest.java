package org.postrider.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.postrider.config.Catalogue;
import org.postrider.config.ConfigException;
import org.postrider.config.Configuration;
import org.postrider.config.LocalMachine;
import org.postrider.config.MainCf;
import org.postrider.config.Param;
import org.postrider.config.ParamFamily;
import org.postrider.config.Twins;
import org.postrider.master.DeclaredParams;
import org.postrider.text.Latin1;

/// Parameters are said once, and said right.
class ParamsTest {
    /// Defaults that depend on the machine or the process, so that no record of them can agree.
    private static final Map<String, String> COMPUTED = Map.of(
        "myhostname", "the machine's name",
        "mydomain", "from the machine's name",
        "mynetworks", "from the machine's network interfaces",
        "process_name", "the program",
        "process_id", "the process");

    /// Declared ahead of the rooms that are to read them.
    private static final Set<String> AWAITED = Set.of("ipc_timeout", "mynetworks", "soft_bounce", "line_length_limit",
        "virtual_alias_maps", "canonical_maps", "sender_canonical_maps", "recipient_canonical_maps",
        "transport_retry_time", "default_database_type", "alias_database");

    private static final ParamFields FIELDS = ParamFields.of(Path.of("target/classes"));

    private static List<Param<?>> params() {
        var params = new ArrayList<Param<?>>();
        for (var one : FIELDS.declared().values()) params.addAll(params(one));
        return params;
    }

    private static List<Param<?>> params(Object declared) {
        return switch (declared) {
            case Param<?> param -> List.of(param);
            case Twins<?> twins -> List.copyOf(twins.both());
            default -> List.of();
        };
    }

    private static Map<String, String> recorded() throws IOException {
        var recorded = new HashMap<String, String>();
        try (var in = ParamsTest.class.getResourceAsStream("/org/postrider/config/postconf-d.txt")) {
            for (String line : Latin1.of(in.readAllBytes()).split("\n")) {
                int equals = line.indexOf(" =");
                recorded.put(line.substring(0, equals), line.substring(equals + 2).strip());
            }
        }
        return recorded;
    }

    @Test void everyParameterIsGatheredWhereAllAre() {
        var missing = new ArrayList<String>();
        FIELDS.declared().forEach((field, one) -> {
            boolean there = one instanceof ParamFamily<?> ? DeclaredParams.FAMILIES.contains(one)
                : DeclaredParams.ALL.containsAll(params(one));
            if (!there) missing.add(field + " is in no list that DeclaredParams gathers");
        });
        assertEquals(List.of(), missing);
    }

    @Test void everyDefaultIsWithinItsOwnBounds() {
        var settings = Configuration.of("/etc/postfix", MainCf.parse("main.cf", "", Map.of()),
            new LocalMachine("test")).settings();
        var wrong = new ArrayList<String>();
        for (var param : params())
            try {
                settings.get(param);
            } catch (ConfigException bad) {
                wrong.add(bad.getMessage());
            }
        assertEquals(List.of(), wrong);
    }

    @Test void everyParameterIsReadOrSaysThatItIsNot() {
        var families = new HashSet<Param<?>>();
        FIELDS.declared().forEach((field, one) -> {
            if (one instanceof ParamFamily<?> family && FIELDS.read().contains(field)) families.add(family.common());
        });
        var unread = new ArrayList<String>();
        FIELDS.declared().forEach((field, one) -> {
            boolean honoured = params(one).stream().allMatch(param -> param.notHonoured().isEmpty()
                && !families.contains(param) && !AWAITED.contains(param.name()));
            if (honoured && !FIELDS.read().contains(field)) unread.add(field + " is read nowhere");
        });
        assertEquals(List.of(), unread);
    }

    @Test void noNameIsThereTwice() {
        var names = new HashSet<String>();
        var twice = new TreeSet<String>();
        for (var param : params()) if (!names.add(param.name())) twice.add(param.name());
        assertEquals(Set.of(), twice);
    }

    @Test void everyParameterIsExplained() {
        var silent = new ArrayList<String>();
        for (var param : params()) if (param.doc().isBlank()) silent.add(param.name());
        assertEquals(List.of(), silent);
    }

    @Test void namesDefaultsAndTypesAreThoseOfPostfix() throws IOException {
        var recorded = recorded();
        var wrong = new ArrayList<String>();
        for (var param : params()) {
            var entry = Catalogue.get().find(param.name());
            if (entry.isEmpty()) {
                wrong.add(param.name() + " is no parameter of Postfix");
                continue;
            }
            if (entry.get().kind() != param.kind())
                wrong.add(param.name() + " is " + param.kind() + " here, " + entry.get().kind() + " in Postfix");
            String fallback = recorded.getOrDefault(param.name(), entry.get().fallback());
            if (!COMPUTED.containsKey(param.name()) && !fallback.strip().equals(param.fallback().strip()))
                wrong.add(param.name() + " = " + param.fallback() + " here, " + fallback + " in Postfix");
        }
        assertEquals(List.of(), wrong);
    }

    @Test void theCatalogueHasAllThatPostconfShows() throws IOException {
        var recorded = recorded();
        var wrong = new ArrayList<String>();
        for (var entry : Catalogue.get().all())
            if (entry.origin() == Catalogue.Origin.BUILTIN && !COMPUTED.containsKey(entry.name())
                && !entry.fallback().strip().equals(recorded.get(entry.name())))
                wrong.add(entry.name() + " = " + entry.fallback() + ", recorded " + recorded.get(entry.name()));
        for (String name : recorded.keySet())
            if (Catalogue.get().find(name).isEmpty() && !ofTransport(name)) wrong.add(name + " is missing");
        assertEquals(List.of(), wrong);
    }

    /// Names that the transports of the recorded master.cf brought with them.
    private static boolean ofTransport(String name) {
        for (String transport : List.of("error", "lmtp", "local", "relay", "retry", "smtp", "virtual"))
            if (name.startsWith(transport + "_")
                && Catalogue.get().find("transport" + name.substring(transport.length())).isPresent()) return true;
        return false;
    }
}
