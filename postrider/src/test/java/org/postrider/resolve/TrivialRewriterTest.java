package org.postrider.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.resolve.Rewriter.Context;

class TrivialRewriterTest {
    private static final Map<String, String> SITE = Map.of("myorigin", "origin.test", "mydomain", "my.test",
        "append_dot_mydomain", "yes", "remote_header_rewrite_domain", "domain.invalid");

    private static TrivialRewriter rewriter(String... settings) {
        var all = new HashMap<>(SITE);
        for (int i = 0; i < settings.length; i += 2) all.put(settings[i], settings[i + 1]);
        return new TrivialRewriter(Settings.of(all));
    }

    private static String local(TrivialRewriter rewriter, String address) {
        return rewriter.rewrite(Context.LOCAL, new Address(address)).text();
    }

    /// What Postfix makes of these, in internal form: its `""@a` is `@a` here.
    @ParameterizedTest @CsvSource(delimiter = ' ', value = {
        "! @", "a! @a.my.test", "!b b@", "a!b b@a.my.test", "% @", "a% a@", "%b @b.my.test", "a%b a@b.my.test",
        "a@ a@", "a@. a@.", "a@b a@b.my.test", "a@b. a@b", "a a@origin.test", "a@b.c. a@b.c", "a@b.c.. a@b.c..",
        "@x.test,@y.test:a@b.c a@b.c", "@x:a a@origin.test", "a@[1.2.3.4] a@[1.2.3.4]", "a%b@c.d a%b@c.d",
        "a!b@c.d a!b@c.d", "a!b!c b!c@a.my.test", "a%b%c a%b@c.my.test", "Post.Master Post.Master@origin.test",
        "a+b@C.D a+b@C.D", ".a@b.c .a@b.c", "a..b@b.c a..b@b.c"})
    void localAddressesAreCompleted(String given, String expected) {
        assertEquals(expected, local(rewriter(), given));
    }

    @Test void theNullAddressStaysNull() {
        assertSame(Address.NULL, rewriter().rewrite(Context.LOCAL, Address.NULL));
    }

    @ParameterizedTest @CsvSource(delimiter = '>', value = {
        "john doe@b > john doe@b.my.test", "john doe > john doe@origin.test", "a@b@c > a@b@c.my.test",
        "a\"b > a\"b@origin.test", "a\\b@c.d > a\\b@c.d", "(a)@b.c > (a)@b.c",
        "gr\u00c3\u00bcn@b > gr\u00c3\u00bcn@b.my.test"})
    void quotedLocalPartsStayWhatTheyAre(String given, String expected) {
        assertEquals(expected, local(rewriter(), given));
    }

    @Test void remoteHeadersGetTheirOwnDomain() {
        var rewriter = rewriter();
        assertEquals("a@domain.invalid", rewriter.rewrite(Context.REMOTE, new Address("a")).text());
        assertEquals("a@b.domain.invalid", rewriter.rewrite(Context.REMOTE, new Address("a@b")).text());
        assertEquals("b@a.domain.invalid", rewriter.rewrite(Context.REMOTE, new Address("a!b")).text());
    }

    @Test void withoutADomainForThemRemoteHeadersStay() {
        var rewriter = rewriter("remote_header_rewrite_domain", "");
        for (String address : new String[] {"a", "a@b", "a!b", "a%b", "a@b."})
            assertEquals(address, rewriter.rewrite(Context.REMOTE, new Address(address)).text());
    }

    @Test void theOldRoutesCanBeTurnedOff() {
        var rewriter = rewriter("swap_bangpath", "no", "allow_percent_hack", "no");
        assertEquals("a!b@origin.test", local(rewriter, "a!b"));
        assertEquals("a%b@origin.test", local(rewriter, "a%b"));
    }

    @Test void completionCanBeTurnedOff() {
        var rewriter = rewriter("append_at_myorigin", "no", "append_dot_mydomain", "no");
        assertEquals("a", local(rewriter, "a"));
        assertEquals("a@b", local(rewriter, "a@b"));
    }

    @Test void completeAddressesAreNotCopied() {
        var address = new Address("first.last+tag@Example.COM");
        assertSame(address, rewriter().rewrite(Context.LOCAL, address));
    }

    @Test void anOldDefaultThatDecidesIsToldOf() {
        var told = new ArrayList<String>();
        var settings = Map.of("mydomain", "example.test", "myorigin", "mx.example.test", "compatibility_level", "0");
        new TrivialRewriter(Settings.of(settings), told::add).rewrite(Context.LOCAL, new Address("a@host"));
        assertEquals(List.of("using backwards-compatible default setting append_dot_mydomain=yes to rewrite \"host\" to"
            + " \"host.example.test\""), told);
        told.clear();
        var own = new HashMap<>(settings);
        own.put("append_dot_mydomain", "yes");
        new TrivialRewriter(Settings.of(own), told::add).rewrite(Context.LOCAL, new Address("a@host"));
        assertEquals(List.of(), told);
    }
}
