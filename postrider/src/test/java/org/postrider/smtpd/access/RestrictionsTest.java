package org.postrider.smtpd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.address.Address;
import org.postrider.config.ConfigException;
import org.postrider.smtpd.access.Ruling.Effect;

class RestrictionsTest {
    private static final String NO_RELAY = "454 4.7.1 <x@other.test>: Relay access denied";

    @Test void strangersMayWriteToUsAndNobodyElse() {
        var bench = new Bench();
        assertEquals("ok", bench.rcpt("alice@my.test"));
        assertEquals("ok", bench.rcpt("any@relay.test"));
        assertEquals(NO_RELAY, bench.rcpt("x@other.test"));
        assertEquals("ok", bench.from(Bench.FRIEND).rcpt("x@other.test"));
    }

    /// Ways to have somebody else's server do the relaying, or to look like a local address.
    @ParameterizedTest @CsvSource({ "x%other.test@relay.test", "x@other.test@relay.test", "other.test!x@relay.test",
        "x@other.test@my.test", "x%other.test@my.test", "x%other.test", "other.test!x", "x@[192.0.2.99]",
        "x@OTHER.TEST.", "@my.test:x@other.test" })
    void noSpellingOpensTheRelay(String recipient) {
        assertTrue(new Bench().rcpt(recipient).startsWith("454 4.7.1 <" + recipient + ">: Relay access denied"));
    }

    @Test void aServerWithoutRelayControlDoesNotStart() {
        var refused = assertThrows(ConfigException.class, () -> new Bench("smtpd_relay_restrictions", ""));
        assertEquals("in parameter smtpd_relay_restrictions or smtpd_recipient_restrictions, specify at least one"
            + " working instance of: reject_unauth_destination, defer_unauth_destination, reject, defer,"
            + " defer_if_permit or check_relay_domains", refused.getMessage());
        for (String weak : List.of("permit, reject", "warn_if_reject reject", "permit_mynetworks", "class"))
            assertThrows(ConfigException.class, () -> new Bench("smtpd_relay_restrictions", "",
                "smtpd_restriction_classes", "class", "class", "permit_mynetworks",
                "smtpd_recipient_restrictions", weak));
        new Bench("smtpd_relay_restrictions", "", "smtpd_restriction_classes", "class", "class", "reject",
            "smtpd_recipient_restrictions", "class");
    }

    @Test void aClassThatContainsItselfIsNamed() {
        var refused = assertThrows(ConfigException.class, () -> new Bench("smtpd_restriction_classes", "one two", "one",
            "two", "two", "one", "smtpd_client_restrictions", "one"));
        assertTrue(refused.getMessage().startsWith("restriction class `one' contains itself"), refused.getMessage());
    }

    @Test void unknownRecipientsAreRefusedLast() {
        var bench = new Bench("smtpd_recipient_restrictions", "check_sender_access inline:{{bad@far.test=REJECT no}}");
        assertEquals("550 5.1.1 <who@my.test>: Recipient address rejected: User unknown in local recipient table",
            bench.rcpt("who@my.test"));
        assertEquals("554 5.7.1 <bad@far.test>: Sender address rejected: no",
            bench.rcpt("bad@far.test", "who@my.test"));
        assertEquals("ok", bench.rcpt("PostMaster@my.test"));
    }

    @Test void theListsComeInOrderAndOkEndsOnlyItsOwn() {
        var bench = new Bench("smtpd_client_restrictions", "check_client_access inline:{{192.0.2=OK}}, reject",
            "smtpd_helo_restrictions", "check_helo_access inline:{{bad.test=REJECT helo}}",
            "smtpd_sender_restrictions", "inline:{{far.test=REJECT sender}}",
            "smtpd_recipient_restrictions", "inline:{{my.test=REJECT recipient}}");
        assertEquals("554 5.7.1 <s@far.test>: Sender address rejected: sender", bench.rcpt("alice@my.test"));
        assertEquals("554 5.7.1 <alice@my.test>: Recipient address rejected: recipient",
            bench.rcpt("a@b.test", "alice@my.test"));
        bench.helo = Optional.of("x.bad.test");
        assertEquals("554 5.7.1 <x.bad.test>: Helo command rejected: helo", bench.rcpt("alice@my.test"));
        assertEquals(NO_RELAY, new Bench("smtpd_client_restrictions", "permit").rcpt("x@other.test"));
    }

    @Test void withoutDelayEachStageDecidesForItself() {
        var bench = new Bench("smtpd_delay_reject", "no", "smtpd_client_restrictions",
            "check_client_access inline:{{192.0.2.66=REJECT},{192.0.2=HOLD}}", "smtpd_helo_restrictions",
            "defer_if_permit");
        assertEquals("ok", bench.at(Stage.CONNECT));
        assertEquals(List.of("access table inline:{{192.0.2.66=REJECT},{192.0.2=HOLD}}: with smtpd_delay_reject=no,"
            + " action HOLD is always skipped in Client host or Helo command restrictions"), bench.logged);
        assertEquals("554 5.7.1 <unknown[192.0.2.66]>: Client host rejected: Access denied",
            new Bench("smtpd_delay_reject", "no", "smtpd_client_restrictions",
                "check_client_access inline:{{192.0.2.66=REJECT}}").from(Bench.NAMELESS).at(Stage.CONNECT));
        assertEquals("ok", bench.at(Stage.HELO));
        assertEquals("ok", Bench.shown(bench.ruling(Stage.MAIL,
            bench.facts(bench.mail("a@b.test", Optional.empty())))));
        assertEquals("450 4.7.0 <c.far.test>: Helo command rejected: defer_if_permit requested",
            bench.rcpt("alice@my.test"));
    }

    @Test void aDoubtMattersOnlyToWhatWouldPassOrFail() {
        assertEquals("450 4.7.0 <alice@my.test>: Recipient address rejected: defer_if_reject requested",
            new Bench("smtpd_recipient_restrictions", "defer_if_reject, reject").rcpt("alice@my.test"));
        assertEquals("ok", new Bench("smtpd_recipient_restrictions", "defer_if_reject, permit").rcpt("alice@my.test"));
        assertEquals("554 5.7.1 <alice@my.test>: Recipient address rejected: Access denied",
            new Bench("smtpd_recipient_restrictions", "defer_if_permit, reject").rcpt("alice@my.test"));
        assertEquals("450 4.7.0 <alice@my.test>: Recipient address rejected: defer_if_permit requested",
            new Bench("smtpd_recipient_restrictions", "defer_if_permit, permit").rcpt("alice@my.test"));
    }

    @Test void whatIsOnlyWarnedOfIsLoggedAndPasses() {
        var bench = new Bench("smtpd_recipient_restrictions",
            "warn_if_reject check_sender_access inline:{{far.test=REJECT tut}}, warn_if_reject class",
            "smtpd_restriction_classes", "class", "class", "reject_non_fqdn_sender, defer, reject");
        assertEquals("ok", bench.rcpt("alice@my.test"));
        assertEquals(List.of("554 5.7.1 <s@far.test>: Sender address rejected: tut",
            "450 4.3.2 <alice@my.test>: Recipient address rejected: Try again later",
            "554 5.7.1 <alice@my.test>: Recipient address rejected: Access denied"), bench.logged.stream()
            .map(line -> line.replaceAll("NOQUEUE: reject_warning: RCPT from c.far.test\\[192.0.2.9]: |; from=.*", ""))
            .toList());
    }

    @Test void anUnknownNameIsToldOfAndRefusesForNow() {
        var bench = new Bench("smtpd_recipient_restrictions", "rejekt_all, reject");
        assertEquals("451 4.3.5 Server configuration error", bench.rcpt("alice@my.test"));
        assertEquals(List.of("unknown smtpd restriction: \"rejekt_all\""), bench.logged);
    }

    @Test void tablesThatCannotTellRefuseForNow() {
        var bench = new Bench("smtpd_recipient_restrictions", "check_sender_access fail:x");
        assertEquals("451 4.3.5 <s@far.test>: Sender address rejected: Server configuration error",
            bench.rcpt("alice@my.test"));
        assertEquals("451 4.3.0 <alice@my.test>: Temporary lookup failure",
            new Bench("local_recipient_maps", "fail:x").rcpt("alice@my.test"));
        assertEquals("451 4.3.0 <x@other.test>: Temporary lookup failure",
            new Bench("relay_domains", "fail:x").rcpt("x@other.test"));
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
        "REJECT | 554 5.7.1 <s@far.test>: Sender address rejected: Access denied",
        "reject 5.1.1 gone | 554 5.1.7 <s@far.test>: Sender address rejected: gone",
        "DEFER | 450 4.7.1 <s@far.test>: Sender address rejected: Access denied",
        "450 4.2.0 soon | 450 4.2.0 <s@far.test>: Sender address rejected: soon",
        "521 bye | 521 5.7.1 <s@far.test>: Sender address rejected: bye",
        "550 | ok", "1234567 | ok", "RELAY | ok", "DUNNO whatever | ok",
        "DEFER_IF_PERMIT 4.3.0 why | 450 4.3.0 <s@far.test>: Sender address rejected: why",
        "DEFER_IF_REJECT | ok", "permit_mynetworks, reject | 554 5.7.1 <s@far.test>: Sender address rejected:"
            + " Access denied", "HANGUP | hang up", "hash:/etc/x | 451 4.3.5 Server configuration error",
        "350 no code | 451 4.3.5 Server configuration error", "REJECT a\tb | 554 5.7.1 <s@far.test>: Sender address"
            + " rejected: a b" })
    void whatATableSaysIsDone(String value, String reply) {
        assertEquals(reply, new Bench("smtpd_sender_restrictions", "check_sender_access static:{" + value + "}")
            .rcpt("alice@my.test"));
    }

    @Test void effectsComeInOrderAndAreLogged() {
        var bench = new Bench("smtpd_recipient_restrictions", "check_sender_access static:{HOLD},"
            + " check_sender_access static:{HOLD again}, check_sender_access static:{FILTER smtp:[x]},"
            + " check_sender_access static:{PREPEND X-A: b}, check_sender_access static:{BCC c@my.test},"
            + " check_sender_access static:{REDIRECT bob}, check_sender_access static:{REDIRECT bob@my.test},"
            + " check_sender_access static:{DISCARD}, reject");
        var ruling = bench.ruling(Stage.RCPT, bench.facts(bench.mail("s@far.test",
            Optional.of(new Address("nobody@my.test")))));
        assertEquals("ok", Bench.shown(ruling));
        assertEquals(List.of(new Effect.Hold(), new Effect.Filter("smtp:[x]"), new Effect.Prepend("X-A: b"),
            new Effect.Bcc(new Address("c@my.test")), new Effect.Redirect(new Address("bob@my.test")),
            new Effect.Discard()), ruling.effects());
        assertEquals("NOQUEUE: hold: RCPT from c.far.test[192.0.2.9]: <s@far.test>: Sender address triggers HOLD"
            + " action; from=<s@far.test> to=<nobody@my.test> proto=ESMTP helo=<c.far.test>", bench.logged.getFirst());
        assertTrue(bench.logged.contains("access table static:{REDIRECT bob} entry \"s@far.test\" requires user@domain"
            + " target"));
    }

    @Test void atDataAndLaterSeveralRecipientsAreNotNamed() {
        var bench = new Bench("smtpd_data_restrictions",
            "check_recipient_access static:REJECT, reject_multi_recipient_bounce",
            "smtpd_end_of_data_restrictions", "inline:{{a=b}}");
        var one = Optional.of(new Address("alice@my.test"));
        bench.recipients = 1;
        assertEquals("554 5.7.1 <alice@my.test>: Recipient address rejected: Access denied",
            Bench.shown(bench.ruling(Stage.DATA, bench.facts(bench.mail("", one)))));
        bench.recipients = 2;
        assertEquals("550 5.5.3 <DATA>: Data command rejected: Multi-recipient bounce",
            Bench.shown(bench.ruling(Stage.DATA, bench.facts(bench.mail("", one)))));
        assertEquals("451 4.3.5 Server configuration error",
            Bench.shown(bench.ruling(Stage.END_OF_MESSAGE, bench.facts(bench.mail("", one)))));
    }

    @Test void softBounceMakesAllRefusalsTemporary() {
        assertEquals("454 4.7.1 <alice@my.test>: Recipient address rejected: Access denied",
            new Bench("soft_bounce", "yes", "smtpd_recipient_restrictions", "reject").rcpt("alice@my.test"));
    }

    @Test void permitsAreLoggedWhenAskedFor() {
        var bench = new Bench("smtpd_log_access_permit_actions", "permit_mynetworks, static:all").from(Bench.FRIEND);
        assertEquals("ok", bench.rcpt("x@other.test"));
        assertEquals(List.of("NOQUEUE: permit: RCPT from f.my.test[198.51.100.7]: action=permit_mynetworks for Client"
            + " host=f.my.test[198.51.100.7] ; from=<s@far.test> to=<x@other.test> proto=ESMTP helo=<c.far.test>"),
            bench.logged);
    }

    @Test void codesThatAreNoneBecomeACommonReply() {
        var bench = new Bench("reject_code", "250", "smtpd_recipient_restrictions", "reject");
        assertEquals("450 4.7.1 Service unavailable", bench.rcpt("alice@my.test"));
        assertEquals(List.of("SMTP reply code configuration error: 250 5.7.1 <alice@my.test>: Recipient address"
            + " rejected: Access denied"), bench.logged);
    }
}
