package org.postrider.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    /// A machine with loopback and one network card.
    record Box(String hostName) implements Machine {
        @Override public List<Interface> interfaces() {
            return List.of(at("127.0.0.1", 8), at("192.0.2.77", 26), at("::1", 128), at("2001:db8::1:2", 64));
        }

        private static Interface at(String address, int prefix) {
            return new Interface(ip(address), prefix);
        }

        @Override public List<InetAddress> addresses(String host) {
            return host.equals("nowhere") ? List.of() : List.of(ip(host));
        }

        private static InetAddress ip(String literal) {
            try {
                return InetAddress.getByName(literal);
            } catch (UnknownHostException bad) {
                throw new AssertionError(bad);
            }
        }

        @Override public String program() {
            return "postconf";
        }

        @Override public long processId() {
            return 4711;
        }
    }

    private static Configuration of(String mainCf, String host) {
        return Configuration.of("/etc/pf", MainCf.parse("/etc/pf/main.cf", mainCf, Map.of()), new Box(host));
    }

    private static String value(String mainCf, String name) {
        return of(mainCf, "mail").settings().expand("$" + name);
    }

    @Test void aHostWithoutADomainGetsOne() {
        assertEquals("mail.localdomain", value("", "myhostname"));
        assertEquals("localdomain", value("", "mydomain"));
        assertEquals("mail.example.org", value("mydomain = example.org", "myhostname"));
        assertEquals("b.c", value("myhostname = a.b.c", "mydomain"));
        assertEquals("h.d", of("", "h.d").settings().get(SiteParams.MYHOSTNAME));
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
        "''; 127.0.0.0/8 192.0.2.64/26 [::1]/128 [2001:db8::]/64",
        "compatibility_level = 2; 127.0.0.1/32 192.0.2.77/32 [::1]/128 [2001:db8::1:2]/128",
        "mynetworks_style = class; 127.0.0.0/8 192.0.2.0/24 [::1]/128 [2001:db8::]/64",
        "inet_protocols = ipv4; 127.0.0.0/8 192.0.2.64/26",
        "inet_interfaces = loopback-only; 127.0.0.0/8 [::1]/128",
        "inet_interfaces = 192.0.2.77; 192.0.2.64/26",
        "mynetworks = 10.0.0.0/8; 10.0.0.0/8"})
    void networksAreThoseOfTheMachine(String mainCf, String expected) {
        assertEquals(expected, value(mainCf, "mynetworks").strip());
    }

    @Test void anAddressOfAnotherMachineIsAnError() {
        var error = assertThrows(ConfigException.class, () -> value("inet_interfaces = 192.0.2.1", "mynetworks"));
        assertEquals("parameter inet_interfaces: no local interface found for 192.0.2.1", error.getMessage());
    }

    @Test void whatTheProgramKnowsOfItselfCannotBeSet() {
        assertEquals("4711 postconf", value("process_id = 1\nprocess_name = x", "process_id $process_name"));
    }

    @Test void aServiceHasItsOptionsOnTop() {
        var settings = of("a = main\nsyslog_name = x-$service_name", "h")
            .settings("submission", "smtpd", Map.of("a", "row"));
        assertEquals("row x-submission smtpd", settings.expand("$a $syslog_name $process_name"));
    }

    @Test void defaultsOfNamesThatNobodyDeclaredAreKnown() {
        assertEquals(Optional.of("300s"), Catalogue.get().find("queue_run_delay").map(Catalogue.Entry::fallback));
        assertEquals("300s", value("", "queue_run_delay"));
    }

    @Test void everyMistakeIsToldWithItsPlace() {
        var configuration = of("\nipc_timeout = 5x\nmyorigin =\nmessage_size_limit = many\n", "h");
        assertEquals(List.of(
            "/etc/pf/main.cf, line 3: bad string length 0 < 1: myorigin = ",
            "/etc/pf/main.cf, line 4: bad numerical configuration: message_size_limit = many",
            "/etc/pf/main.cf, line 2: parameter ipc_timeout: bad time value or unit: 5x"),
            configuration.problems(SiteParams.ALL));
    }

    @Test void whatHasNoEffectIsToldUnlessItSaysTheDefault() {
        var unused = SiteParams.MAIL_OWNER.named("lmdb_map_size", "16777216").notHonoured("no maps of a fixed size");
        var configuration = of(
            "lmdb_map_size = 1\nmyhostname = a\nbiff = yes\nfork_delay = 5\nsetgid_group = x\n", "h");
        assertEquals(List.of(
            "/etc/pf/main.cf, line 1: parameter lmdb_map_size has no effect here: no maps of a fixed size",
            "/etc/pf/main.cf, line 4: parameter fork_delay has no effect here: services are threads of one process:"
                + " there is no pool of child processes that it could govern"),
            configuration.notHonoured(List.of(unused, SiteParams.MYHOSTNAME)));
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
        "default_process_limit = many; bad numerical configuration: default_process_limit = many",
        "max_use = 0; invalid max_use parameter value 0 < 1",
        "max_idle = 0; 'invalid max_idle: 0 (min 1)'",
        "soft_bounce = maybe; bad boolean configuration: soft_bounce = maybe",
        "default_verp_delimiters = +; bad string length 1 < 2: default_verp_delimiters = +",
        "compatibility_level = x; malformed compatibility level syntax: \"x\"",
        "myhostname = a b; file /etc/pf/main.cf: parameter myhostname: bad parameter value: a b",
        "mydomain = -x; file /etc/pf/main.cf: parameter mydomain: bad parameter value: -x",
        "relayhost = $myhostname; myhostname and relayhost parameter settings must not be identical: h.d",
        "myorigin = a b; myorigin parameter setting must not contain multiple values: a b"})
    void everyProgramChecksWhatAllHaveInCommon(String mainCf, String message) {
        var configuration = of(mainCf, "h.d");
        assertEquals(message, assertThrows(ConfigException.class, configuration::check).getMessage());
    }

    @Test void whatOthersReadIsNotCheckedByEveryProgram() {
        var configuration = of("queue_run_delay = 5x", "h.d");
        configuration.check();
        assertEquals(List.of("/etc/pf/main.cf, line 1: parameter queue_run_delay: bad time value or unit: 5x"),
            configuration.problems(List.of()));
    }
}
