package org.postrider.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.smtp.Command.Word;
import org.postrider.status.Notify;
import org.postrider.status.Ret;

class OptionsTest {
    private static final Set<Keyword> ALL = EnumSet.complementOf(EnumSet.of(Keyword.REQUIRETLS));

    private static List<Word> words(String text) {
        return Command.parse(text).words();
    }

    @Test void theParametersOfMailAreUnderstoodInAnyCase() {
        var all = new MailOptions(MailOptions.Body.EIGHT_BIT, 100, true, false, Ret.HDRS, Optional.of("a b"));
        assertEquals(new MailOptions.Parsed.Good(all),
            MailOptions.parse(words("BODY=8bitmime size=100 SMTPUTF8 ret=hdrs ENVID=a+20b"), ALL));
        assertEquals(new MailOptions.Parsed.Good(MailOptions.NONE), MailOptions.parse(List.of(), ALL));
    }

    @ParameterizedTest @CsvSource({
        "RET=SOME, 501 5.5.4 Bad RET parameter syntax",
        "ret=full RET=HDRS, 501 5.5.4 Bad RET parameter syntax",
        "ENVID=, 501 5.5.4 Bad ENVID parameter syntax",
        "ENVID=x ENVID=y, 501 5.5.4 Bad ENVID parameter syntax",
        "ENVID=a+0Ab, 501 5.5.4 Bad ENVID parameter syntax",
        "SIZE=abc, 501 5.5.4 Bad message size syntax",
        "SIZE=-5, 501 5.5.4 Bad message size syntax",
        "SIZE=99999999999999999999, 552 5.3.4 Message size exceeds file system imposed limit",
        "SMTPUTF8=1, 555 5.5.4 Unsupported option: SMTPUTF8=1",
        "REQUIRETLS, 555 5.5.4 Unsupported option: REQUIRETLS",
        "BODY=BINARYMIME, 555 5.5.4 Unsupported option: BODY=BINARYMIME",
        "AUTH=<>, 555 5.5.4 Unsupported option: AUTH=<>",
        "FOO=bar, 555 5.5.4 Unsupported option: FOO=bar"})
    void aBadParameterOfMailGetsPostfixsReply(String parameters, String reply) {
        assertEquals(reply, ((MailOptions.Parsed.Bad) MailOptions.parse(words(parameters), ALL)).reply().toString());
    }

    @Test void dsnParametersAreRefusedWhereDsnIsOff() {
        var without = EnumSet.complementOf(EnumSet.of(Keyword.DSN));
        assertEquals("501 5.7.1 DSN support is disabled",
            ((MailOptions.Parsed.Bad) MailOptions.parse(words("RET=FULL"), without)).reply().toString());
        assertEquals("501 5.7.1 DSN support is disabled",
            ((RcptOptions.Parsed.Bad) RcptOptions.parse(words("NOTIFY=NEVER"), without)).reply().toString());
    }

    @Test void theParametersOfRcptAreDecoded() {
        assertEquals(new RcptOptions.Parsed.Good(new RcptOptions(Set.of(Notify.SUCCESS, Notify.DELAY), "rfc822;a+b@c")),
            RcptOptions.parse(words("NOTIFY=success,DELAY ORCPT=rfc822;a+2Bb@c"), ALL));
        assertEquals(new RcptOptions.Parsed.Good(new RcptOptions(Set.of(), "rfc822;")),
            RcptOptions.parse(words("ORCPT=rfc822;"), ALL));
        assertEquals(new RcptOptions.Parsed.Good(new RcptOptions(Set.of(), "utf-8;\u00c3\u00a9@c")),
            RcptOptions.parse(words("ORCPT=utf-8;\\x{E9}@c"), ALL));
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
        "NOTIFY=NEVER,SUCCESS | 501 5.5.4 Error: Bad NOTIFY parameter syntax",
        "NOTIFY= | 501 5.5.4 Error: Bad NOTIFY parameter syntax",
        "NOTIFY=MAYBE | 501 5.5.4 Error: Bad NOTIFY parameter syntax",
        "NOTIFY=DELAY NOTIFY=DELAY | 501 5.5.4 Error: Bad NOTIFY parameter syntax",
        "ORCPT=x@y | 501 5.5.4 Error: Bad ORCPT parameter syntax",
        "ORCPT=;x | 501 5.5.4 Error: Bad ORCPT parameter syntax",
        "ORCPT=rfc822;a+ | 501 5.5.4 Error: Bad ORCPT parameter syntax",
        "FOO | 555 5.5.4 Unsupported option: FOO"})
    void aBadParameterOfRcptGetsPostfixsReply(String parameters, String reply) {
        assertEquals(reply, ((RcptOptions.Parsed.Bad) RcptOptions.parse(words(parameters), ALL)).reply().toString());
    }

    @Test void aListOfKeywordsMayHaveUnknownWords() {
        assertEquals(Set.of(Keyword.ETRN, Keyword.EIGHTBITMIME, Keyword.SILENT),
            Keyword.list("etrn, 8bitmime bogus silent-discard"));
        assertEquals("ETRN, PIPELINING, DSN", Keyword.names(Keyword.list("dsn,etrn,pipelining")));
    }
}
