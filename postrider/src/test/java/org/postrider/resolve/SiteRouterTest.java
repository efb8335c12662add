package org.postrider.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.resolve.Route.AddressClass;
import org.postrider.table.Tables;
import org.postrider.text.Ip;

class SiteRouterTest {
    private static final Address SENDER = new Address("sender@far.test");
    private static final Route BAD = new Route.Unroutable("5.1.3", "bad address syntax");

    private final List<String> logged = new ArrayList<>();
    private final Log log = new Log((_, _, _, text) -> logged.add(text), "postfix/qmgr", 1);

    private SiteRouter router(String... pairs) {
        var main = new HashMap<>(Map.of("myhostname", "mx.my.test", "mydomain", "my.test", "myorigin", "origin.test",
            "mydestination", "mx.my.test, localhost.my.test, localhost", "append_dot_mydomain", "yes"));
        main.putAll(Map.of("compatibility_level", "3.11", "virtual_alias_domains", "alias.test",
            "virtual_mailbox_domains", "box.test", "relay_domains", "relay.test",
            "local_transport", "local:mx.my.test"));
        for (int i = 0; i < pairs.length; i += 2) main.put(pairs[i], pairs[i + 1]);
        var settings = Settings.of(main);
        var tables = Tables.of(settings, log);
        var own = Ip.parse("192.0.2.25").orElseThrow();
        return new SiteRouter(settings, tables, new AddressClasses(tables, own::equals), log);
    }

    private static String routed(Router router, String recipient) {
        return routed(router, SENDER, recipient);
    }

    private static String routed(Router router, Address sender, String recipient) {
        return switch (router.route(sender, new Address(recipient))) {
            case Route.To to -> to.transport() + " " + to.nexthop() + " " + to.recipient() + " " + to.addressClass();
            case Route.Unroutable(String status, String text) -> status + " " + text;
            case Route.Unavailable(String why) -> why;
        };
    }

    /// What Postfix makes of these with `relayhost = $mydomain`; `E` is its error flag.
    @ParameterizedTest @CsvSource(delimiter = ' ', value = {
        "@ E", "@@ E", "@.. E", "! E", "!b E", "!@ E", "!b@ E", "% E", "a% E", "%@ E", "a%@ E", "a@@ E",
        "user@[321.1.2.3] E", "user@1.2.3 E", "user@host:port E", "@a. @a", "a! @a.my.test", "a!b b@a.my.test",
        "a!@ @a.my.test", "a!b@ b@a.my.test", "%b @b.my.test", "a%b a@b.my.test", "%b@ @b.my.test",
        "@b@ @b.my.test", "a@b@ a@b.my.test", "a%b@ a@b.my.test", "a%b@mx.my.test a@b.my.test",
        "a!b@mx.my.test b@a.my.test", "a@b@mx.my.test a@b.my.test", "user@x.test@y.test user@x.test@y.test",
        "user%x.test@y.test user%x.test@y.test", "x.test!user@y.test x.test!user@y.test",
        "user@[1.2.3.4]@y.test user@[1.2.3.4]@y.test", "[1.2.3.4]!user@y.test [1.2.3.4]!user@y.test",
        "user@host user@host", "user@host. user@host", "user@[1.2.3.4] user@[1.2.3.4]"})
    void foreignAddressesAreUnwrapped(String given, String expected) {
        String route = routed(router("relayhost", "my.test"), given);
        assertEquals(expected.equals("E") ? "5.1.3 bad address syntax"
            : "smtp my.test " + expected + " DEFAULT", route);
    }

    @ParameterizedTest @CsvSource(delimiter = '>', value = {
        "user@localhost.my.test > user@localhost.my.test", "USER@MX.my.test > USER@MX.my.test",
        "a[b]@mx.my.test@mx.my.test > a[b]@mx.my.test", "a[b]%mx.my.test@mx.my.test > a[b]@mx.my.test",
        "a[b]%mx.my.test%mx.my.test > a[b]@mx.my.test", "mx.my.test!a[b]@mx.my.test > a [b]@mx.my.test",
        "mx.my.test!mx.my.test!a[b] > a [b]@mx.my.test", "user > user@mx.my.test",
        "@mx.my.test > MAILER-DAEMON@mx.my.test",
        "user@[192.0.2.25] > user@[192.0.2.25]", "a b@mx.my.test > a b@mx.my.test", "user@localhost. > user@localhost"})
    void ownDomainsAreStrippedToTheLast(String given, String expected) {
        assertEquals("local mx.my.test " + expected + " LOCAL", routed(router(), given));
    }

    @Test void theNullAddressIsTheMailerDaemon() {
        assertEquals("local mx.my.test MAILER-DAEMON@mx.my.test LOCAL", routed(router(), ""));
    }

    @Test void anEmptyDomainIsOursWhenPermitted() {
        assertEquals("5.1.3 bad address syntax", routed(router(), "user@"));
        assertEquals("local mx.my.test user@mx.my.test LOCAL", routed(router("resolve_null_domain", "yes"), "user@"));
    }

    @Test void aNumericDomainIsALiteralWhenPermitted() {
        assertEquals("5.1.3 bad address syntax", routed(router(), "user@192.0.2.25"));
        var router = router("resolve_numeric_domain", "yes");
        assertEquals("local mx.my.test user@[192.0.2.25] LOCAL", routed(router, "user@192.0.2.25"));
        assertEquals("smtp [192.0.2.1] user@[192.0.2.1] DEFAULT", routed(router, "user@192.0.2.1"));
    }

    @Test void quotedRoutesAreFollowedUnlessTurnedOff() {
        assertEquals("smtp far.test user@far.test DEFAULT", routed(router(), "user@far.test@mx.my.test"));
        assertEquals("local mx.my.test user@far.test@mx.my.test LOCAL",
            routed(router("resolve_dequoted_address", "no"), "user@far.test@mx.my.test"));
    }

    @Test void eachClassHasItsTransport() {
        var router = router();
        assertEquals("error 5.1.1 User unknown in virtual alias table x@alias.test VIRTUAL_ALIAS",
            routed(router, "x@alias.test"));
        assertEquals("virtual box.test x@box.test VIRTUAL_MAILBOX", routed(router, "x@box.test"));
        assertEquals("relay relay.test x@relay.test RELAY", routed(router, "x@relay.test"));
        assertEquals("relay sub.relay.test x@sub.relay.test RELAY", routed(router, "x@sub.relay.test"));
        assertEquals("smtp far.test x@far.test DEFAULT", routed(router, "x@far.test"));
        assertEquals("error 5.1.1 User unknown x@alias.test VIRTUAL_ALIAS",
            routed(router("show_user_unknown_table_name", "no"), "x@alias.test"));
    }

    @Test void aNextHopInMainCfIsForAllDomainsOfTheClass() {
        assertEquals("lmtp unix:/socket x@box.test VIRTUAL_MAILBOX",
            routed(router("virtual_transport", "lmtp:unix:/socket"), "x@box.test"));
        assertEquals("smtp [192.0.2.1]:26 x@far.test DEFAULT",
            routed(router("default_transport", "smtp:[192.0.2.1]:26", "relayhost", "other"), "x@far.test"));
    }

    @Test void relayhostsAreForForeignDomainsOnly() {
        var router = router("relayhost", "[192.0.2.9]:26");
        assertEquals("smtp [192.0.2.9]:26 x@far.test DEFAULT", routed(router, "x@far.test"));
        assertEquals("relay [192.0.2.9]:26 x@relay.test RELAY", routed(router, "x@relay.test"));
        assertEquals("virtual box.test x@box.test VIRTUAL_MAILBOX", routed(router, "x@box.test"));
    }

    @Test void sendersMayHaveTheirOwnWay() {
        var router = router("relayhost", "common", "sender_dependent_relayhost_maps",
            "inline:{{a@s.test=[one]},{@s.test=[two]},{d@s.test=DUNNO},{<>=[null]}}",
            "sender_dependent_default_transport_maps", "inline:{{e@s.test=error:5.7.1 not you},{d@s.test=dunno}}");
        assertEquals("smtp [one] x@far.test DEFAULT", routed(router, new Address("a@s.test"), "x@far.test"));
        assertEquals("smtp [two] x@far.test DEFAULT", routed(router, new Address("b@s.test"), "x@far.test"));
        assertEquals("smtp common x@far.test DEFAULT", routed(router, new Address("d@s.test"), "x@far.test"));
        assertEquals("smtp common x@far.test DEFAULT", routed(router, new Address("a@t.test"), "x@far.test"));
        assertEquals("smtp [null] x@far.test DEFAULT", routed(router, Address.NULL, "x@far.test"));
        assertEquals("error 5.7.1 not you x@far.test DEFAULT", routed(router, new Address("e@s.test"), "x@far.test"));
        assertEquals("relay [one] x@relay.test RELAY", routed(router, new Address("a@s.test"), "x@relay.test"));
        assertEquals("local mx.my.test x@localhost LOCAL", routed(router, new Address("a@s.test"), "x@localhost"));
    }

    @ParameterizedTest @CsvSource(delimiter = ' ', value = {
        "x@a.test smtp [192.0.2.1]:26", "x@A.Test smtp [192.0.2.1]:26", "x@sub.a.test relay [192.0.2.2]",
        "x@deep.sub.a.test relay [192.0.2.2]", "user@a.test smtp [192.0.2.3]", "user+ext@a.test smtp [192.0.2.4]",
        "user+other@a.test smtp [192.0.2.3]", "x@hop.test smtp [192.0.2.5]", "x@trans.test uucp trans.test",
        "x@noop.test smtp host", "x@box.test virtual [192.0.2.6]", "x@else.test slow else.test",
        "x@localhost slow localhost"})
    void transportTablesHaveTheLastWord(String recipient, String transport, String nexthop) {
        var router = router("recipient_delimiter", "+", "relayhost", "host", "transport_maps",
            "inline:{{a.test=smtp:[192.0.2.1]:26},{.a.test=relay:[192.0.2.2]},{user@a.test=smtp:[192.0.2.3]},"
            + "{user+ext@a.test=smtp:[192.0.2.4]},{hop.test=:[192.0.2.5]},{trans.test=uucp:},{noop.test=:},"
            + "{box.test=:[192.0.2.6]},{*=slow:}}");
        var to = assertInstanceOf(Route.To.class, router.route(SENDER, new Address(recipient)));
        assertEquals(transport + " " + nexthop, to.transport() + " " + to.nexthop());
    }

    @Test void anErrorWithoutTextSaysSomething() {
        assertEquals("error Address is undeliverable x@far.test DEFAULT",
            routed(router("transport_maps", "inline:{far.test=error:}"), "x@far.test"));
        assertEquals("error 5.1.2 closed: for good x@far.test DEFAULT",
            routed(router("transport_maps", "inline:{{far.test=error:5.1.2 closed: for good}}"), "x@far.test"));
    }

    @Test void aliasDomainsAreNotForTransportTables() {
        assertEquals("error 5.1.1 User unknown in virtual alias table x@alias.test VIRTUAL_ALIAS",
            routed(router("transport_maps", "static:smtp:[192.0.2.1]"), "x@alias.test"));
    }

    @Test void whoHasMovedIsNotReachable() {
        var router = router("relocated_maps", "inline:{{x@far.test=y@new.test},{@old.test=elsewhere}}");
        assertEquals("error 5.1.6 User has moved to y@new.test x@far.test DEFAULT", routed(router, "x@far.test"));
        assertEquals("error 5.1.6 User has moved to elsewhere z@old.test DEFAULT", routed(router, "z@old.test"));
        var bare = router("relocated_prefix_enable", "no", "relocated_maps",
            "inline:{{x@far.test=5.1.1 gone for good},{z@far.test=gone}}");
        assertEquals("error 5.1.1 gone for good x@far.test DEFAULT", routed(bare, "x@far.test"));
        assertEquals("error 5.2.0 Mailbox is unavailable z@far.test DEFAULT", routed(bare, "z@far.test"));
        assertEquals(List.of("relocated_maps result must contain RFC 3463 status and text: 'gone'"), logged);
    }

    @Test void aHyphenInFrontIsRefusedUnlessAllowed() {
        assertEquals(BAD, router().route(SENDER, new Address("-f@far.test")));
        assertEquals("smtp far.test -f@far.test DEFAULT", routed(router("allow_min_user", "yes"), "-f@far.test"));
    }

    @ParameterizedTest @CsvSource({"transport_maps,x@far.test", "relocated_maps,x@far.test",
        "sender_dependent_relayhost_maps,x@far.test", "sender_dependent_default_transport_maps,x@far.test",
        "mydestination,x@far.test", "relay_domains,x@far.test", "virtual_alias_domains,x@far.test",
        "virtual_mailbox_domains,x@far.test"})
    void aTableThatCannotTellMeansLater(String parameter, String recipient) {
        assertEquals("address resolver failure", routed(router(parameter, "fail:test"), recipient));
        String warning = parameter.equals("mydestination") ? "mydestination: fail:test: table lookup problem"
            : parameter + " lookup failure";
        assertTrue(logged.contains(warning), logged.toString());
    }

    @Test void aTransportMustHaveAName() {
        assertEquals("address resolver failure", routed(router("default_transport", ":x"), "x@far.test"));
        assertEquals(List.of("file /etc/postfix/main.cf: parameter default_transport: null transport is not allowed"),
            logged);
    }

    @Test void routesOfTheSendersAreTold() {
        for (String routed : List.of("a%b@far.test", "a!b@far.test", "a@b@far.test"))
            assertTrue(assertInstanceOf(Route.To.class, router().route(SENDER, new Address(routed))).isRouted());
        assertFalse(assertInstanceOf(Route.To.class, router().route(SENDER, new Address("a@far.test"))).isRouted());
    }

    @Test void plainAddressesAreNotCopied() {
        var address = new Address("user@far.test");
        assertSame(address, assertInstanceOf(Route.To.class, router().route(SENDER, address)).recipient());
    }

    @Test void classesAreTheSameForEveryoneWhoAsks() {
        var settings = Settings.of(Map.of("compatibility_level", "3.11", "mydestination", "my.test",
            "virtual_alias_domains", "alias.test", "virtual_mailbox_domains", "box.test",
            "relay_domains", "relay.test"));
        var classes = new AddressClasses(Tables.of(settings, log), ip -> ip.toString().equals("2001:db8::1"));
        assertEquals(new AddressClasses.Answer.Of(AddressClass.LOCAL), classes.of("MY.test."));
        assertEquals(new AddressClasses.Answer.Of(AddressClass.LOCAL), classes.of("[IPv6:2001:DB8:0::1]"));
        assertEquals(new AddressClasses.Answer.Of(AddressClass.DEFAULT), classes.of("[2001:db8::1]"));
        assertEquals(new AddressClasses.Answer.Of(AddressClass.VIRTUAL_ALIAS), classes.of("alias.test"));
        assertEquals(new AddressClasses.Answer.Of(AddressClass.VIRTUAL_MAILBOX), classes.of("box.test"));
        assertEquals(new AddressClasses.Answer.Of(AddressClass.RELAY), classes.of("a.relay.test"));
        assertEquals(new AddressClasses.Answer.Of(AddressClass.DEFAULT), classes.of("sub.my.test"));
        assertEquals(new AddressClasses.Answer.Of(AddressClass.DEFAULT), classes.of(""));
    }
}
