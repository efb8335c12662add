package org.postrider.smtpd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.config.ConfigException;
import org.postrider.text.Ip;

/// What the DNS says, doesn't say, and cannot say make three answers.
class DnsRestrictionsTest {
    private static Bench withDns(String... pairs) {
        var bench = new Bench(pairs);
        bench.dns.host("a.test", "192.0.2.80").mx("mx.test", 10, "a.test").mx("null.test", 0, "").fails("temp.test")
            .txt("text.test", "nothing else").host("six.test", "2001:db8::1");
        return bench;
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = { "a.test | ok", "mx.test | ok", "six.test | ok",
        "null.test | 550 5.7.27 <s@null.test>: Sender address rejected: Domain null.test does not accept mail (nullMX)",
        "text.test | 450 4.1.8 <s@text.test>: Sender address rejected: Domain not found",
        "none.test | 450 4.1.8 <s@none.test>: Sender address rejected: Domain not found",
        "temp.test | 450 4.1.8 <s@temp.test>: Sender address rejected: Domain not found",
        "my.test | ok", "[192.0.2.1] | ok" })
    void senderDomainsThatDoNotExistAreRefused(String domain, String reply) {
        assertEquals(reply, withDns("smtpd_sender_restrictions", "reject_unknown_sender_domain")
            .rcpt("s@" + domain, "alice@my.test"));
    }

    @Test void whoCannotBeFoundOutIsDeferredOnlyIfEverythingElsePermits() {
        assertEquals("554 5.7.1 <alice@my.test>: Recipient address rejected: Access denied",
            withDns("smtpd_recipient_restrictions", "reject_unknown_sender_domain, reject")
                .rcpt("s@temp.test", "alice@my.test"));
        assertEquals("450 4.1.8 <s@temp.test>: Sender address rejected: Domain not found",
            withDns("smtpd_recipient_restrictions", "reject_unknown_sender_domain, reject",
                "unknown_address_tempfail_action", "defer").rcpt("s@temp.test", "alice@my.test"));
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = { "a.test | ok", "null.test | ok", "[192.0.2.1] | ok",
        "none.test | 450 4.7.1 <none.test>: Helo command rejected: Host not found",
        "[192.0.2.300] | 501 5.5.2 <[192.0.2.300]>: Helo command rejected: invalid ip address" })
    void clientsThatNameNoHostAreRefused(String helo, String reply) {
        var bench = withDns("smtpd_helo_restrictions", "reject_unknown_helo_hostname");
        bench.helo = Optional.of(helo);
        assertEquals(reply, bench.rcpt("alice@my.test"));
    }

    @Test void aClientThatSaysNothingPassesTestsOfItsName() {
        var bench = withDns("smtpd_helo_restrictions", "reject_unknown_helo_hostname, reject");
        bench.helo = Optional.empty();
        assertEquals("ok", bench.rcpt("alice@my.test"));
    }

    @Test void listsRefuseByAddressWithTheirReason() {
        var bench = new Bench("smtpd_client_restrictions", "reject_rbl_client bl.test=127.0.0.[2;4..6]");
        bench.dns.host("9.2.0.192.bl.test", "127.0.0.5").txt("9.2.0.192.bl.test", "seen")
            .txt("9.2.0.192.bl.test", "twice").host("66.2.0.192.bl.test", "127.0.0.3");
        assertEquals("554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using bl.test; seen / twice",
            bench.rcpt("alice@my.test"));
        assertEquals("ok", bench.from(Bench.NAMELESS).rcpt("alice@my.test"));
    }

    @Test void aListThatDoesNotAnswerRefusesNobodyAndIsNotAskedAgainAtOnce() {
        var bench = new Bench("smtpd_client_restrictions", "reject_rbl_client bl.test");
        bench.dns.fails("9.2.0.192.bl.test");
        assertEquals("ok", bench.rcpt("alice@my.test"));
        assertEquals("ok", bench.rcpt("bob@my.test"));
        assertEquals(List.of("A 9.2.0.192.bl.test"), bench.dns.asked());
        assertEquals(1, bench.logged.size());
    }

    @Test void aListOfFriendsOpensNoRelayAndDefersWhenItCannotTell() {
        var bench = new Bench("smtpd_recipient_restrictions", "permit_dnswl_client wl.test, reject",
            "smtpd_relay_restrictions", "permit_dnswl_client wl.test, reject_unauth_destination");
        bench.dns.host("9.2.0.192.wl.test", "127.0.0.2").fails("66.2.0.192.wl.test");
        assertEquals("ok", bench.rcpt("alice@my.test"));
        assertEquals("554 5.7.1 <x@other.test>: Relay access denied", bench.rcpt("x@other.test"));
        assertEquals("450 4.7.1 <192.0.2.66>: Client host rejected: Service unavailable",
            bench.from(Bench.NAMELESS).rcpt("alice@my.test"));
    }

    @Test void repliesHaveOnlyCharactersThatTheFilterLetsThrough() {
        var bench = new Bench("smtpd_sender_restrictions", "reject_rhsbl_sender rhs.test", "rbl_reply_maps",
            "inline:{{rhs.test=550 5.7.9 $$rbl_class $$rbl_what $$recipient_name $${rbl_reason?{yes}:{no}}"
                + " $$helo_name}}",
            "smtpd_expansion_filter", "abcdefghijklmnopqrstuvwxyz. ");
        bench.dns.host("bad.test.rhs.test", "127.0.0.2");
        assertEquals("550 5.7.9 _ender address s_bad.test alice no c.far.test",
            bench.rcpt("s@bad.test", "alice@my.test"));
    }

    @Test void serversOfADomainAreLookedForByNameAndAddress() {
        var bench = new Bench("smtpd_sender_restrictions", "check_sender_mx_access inline:{{bad.test=REJECT mx},"
            + "{192.0.2=REJECT net}}, check_sender_ns_access inline:{{ns.test=REJECT ns}}");
        bench.dns.mx("one.test", 10, "mail.bad.test").mx("two.test", 5, "m.two.test").host("m.two.test", "192.0.2.99")
            .ns("three.test", "a.ns.test").host("four.test", "192.0.2.4").mx("null.test", 0, "");
        assertEquals("554 5.7.1 <s@one.test>: Sender address rejected: mx", bench.rcpt("s@one.test", "alice@my.test"));
        assertEquals("554 5.7.1 <s@two.test>: Sender address rejected: net", bench.rcpt("s@two.test", "alice@my.test"));
        assertEquals("554 5.7.1 <s@x.three.test>: Sender address rejected: ns",
            bench.rcpt("s@x.three.test", "alice@my.test"));
        assertEquals("554 5.7.1 <s@four.test>: Sender address rejected: net",
            bench.rcpt("s@four.test", "alice@my.test"));
        assertEquals("554 5.7.1 <s@[192.0.2.5]>: Sender address rejected: net",
            bench.rcpt("s@[192.0.2.5]", "alice@my.test"));
        assertEquals("ok", bench.rcpt("s@null.test", "alice@my.test"));
    }

    @Test void anOkForWhatTheClientChoosesIsAnError() {
        var bench = new Bench("smtpd_sender_restrictions", "check_sender_mx_access inline:{{a.test=OK}}");
        bench.dns.mx("x.test", 1, "a.test");
        assertEquals("451 4.3.5 Server configuration error", bench.rcpt("s@x.test", "alice@my.test"));
        assertEquals(List.of("restriction check_sender_mx_access returns OK for s@x.test",
            "this is not allowed for security reasons", "use DUNNO instead of OK if you want to make an exception"),
            bench.logged);
    }

    @Test void aBackupIsOneOfTheExchangersButNoneOfTheFirst() {
        var bench = new Bench("smtpd_relay_restrictions", "permit_mx_backup, reject_unauth_destination");
        bench.dns.mx("b.test", 5, "first.test").mx("b.test", 10, "mx.my.test").host("first.test", "203.0.113.1")
            .mx("p.test", 5, "mx.my.test").mx("other.test", 5, "first.test").fails("temp.test");
        assertEquals("ok", bench.rcpt("x@b.test"));
        assertEquals("554 5.7.1 <x@p.test>: Relay access denied", bench.rcpt("x@p.test"));
        assertEquals("554 5.7.1 <x@other.test>: Relay access denied", bench.rcpt("x@other.test"));
        assertEquals("450 4.4.4 <x@temp.test>: Recipient address rejected: Unable to look up mail exchanger"
            + " information: Host not found, try again", bench.rcpt("x@temp.test"));
    }

    @Test void addressPatternsHaveNumbersListsAndRanges() {
        var pattern = IpPattern.parse("127.0.[0;2..3].[1..255]");
        assertTrue(pattern.matches(Ip.parse("127.0.3.9").orElseThrow()));
        assertFalse(pattern.matches(Ip.parse("127.0.1.9").orElseThrow()));
        assertFalse(pattern.matches(Ip.parse("127.0.0.0").orElseThrow()));
        for (String wrong : List.of("", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.[3.4]", "1.2.3.[9..6]", "1.2.3.[]",
            "1.2.3.3[4]", "1.2.3.[1;]", "a.2.3.4"))
            assertThrows(ConfigException.class, () -> IpPattern.parse(wrong), wrong);
    }
}
