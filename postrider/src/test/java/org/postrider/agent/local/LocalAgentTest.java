package org.postrider.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.address.Address;
import org.postrider.config.ConfigException;
import org.postrider.delivery.DeliveryRequest.Purpose;
import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.status.Notify;

class LocalAgentTest {
    @TempDir Path folder;
    private Town town;

    @BeforeEach void build() {
        town = new Town(folder);
    }

    @AfterEach void close() {
        town.close();
    }

    @Test void aUserGetsTheMessageInTheSpoolFolder() {
        assertEquals("sent 2.0.0 delivered to mailbox", town.fate("Alice@example.test"));
        assertEquals("""
            From sender@remote.test  DATE
            Return-Path: <sender@remote.test>
            X-Original-To: Alice@example.test
            Delivered-To: Alice@example.test
            Subject: hello

            body

            """, town.read("spool/alice"));
        assertTrue(town.log.getFirst().startsWith("OLD: to=<Alice@example.test>, relay=local, delay="),
            town.log.toString());
    }

    @Test void aHomeMailboxIsBelowTheHomeFolder() {
        town.mainCf.put("home_mailbox", "Mail");
        assertEquals("sent 2.0.0 delivered to mailbox", town.fate("alice@example.test"));
        assertTrue(town.has("alice/Mail"));
        town.mainCf.put("home_mailbox", "Maildir/");
        assertEquals("sent 2.0.0 delivered to maildir", town.fate("alice@example.test"));
        assertTrue(town.has("alice/Maildir/new"));
    }

    @Test void aSpoolFolderWithASlashHoldsMaildirs() {
        town.mainCf.put("mail_spool_directory", folder + "/spool/");
        assertEquals("sent 2.0.0 delivered to maildir", town.fate("alice@example.test"));
        assertTrue(town.has("spool/alice/new"));
    }

    @Test void anUnknownUserBouncesAndOneThatNobodyCanTellOfDoesNot() {
        assertEquals("bounced 5.1.1 unknown user: \"nope\"", town.fate("nope@example.test"));
        assertEquals("deferred 4.0.0 user lookup error", town.fate("slow@example.test"));
        assertEquals("sent 2.0.0 discarded", town.fate("Postmaster@example.test"));
    }

    @Test void anExtensionIsNoPartOfTheUser() {
        assertEquals("bounced 5.1.1 unknown user: \"alice+x\"", town.fate("alice+x@example.test"));
        town.mainCf.put("recipient_delimiter", "+-");
        for (String name : List.of("alice+x", "alice-x+y", "alice+")) town.deliver(name + "@example.test");
        assertEquals(3, town.read("spool/alice").split("Subject:", -1).length - 1);
        assertEquals("bounced 5.1.1 unknown user: \"+x\"", town.fate("+x@example.test"));
        assertEquals("sent 2.0.0 delivered to mailbox", town.fate("alice+../x@example.test"));
    }

    @Test void aMessageThatWasHereBeforeIsALoop() {
        town.content = "Received: x\nDelivered-To: ALICE@Example.test\n\n";
        assertEquals("bounced 5.4.6 mail forwarding loop for alice@example.test", town.fate("alice@example.test"));
        town.content = "Subject: x\n\nDelivered-To: alice@example.test\n";
        assertEquals("sent 2.0.0 delivered to mailbox", town.fate("alice@example.test"));
    }

    @Test void aBoxThatIsFullBounces() {
        town.mainCf.put("mailbox_size_limit", "100");
        town.mainCf.put("message_size_limit", "100");
        assertEquals("bounced 5.2.2 cannot update mailbox " + folder + "/spool/alice for user alice. error writing "
            + "message: File too large", town.fate("alice@example.test"));
    }

    @Test void limitsThatContradictEachOtherAreRefusedAtStart() {
        town.mainCf.put("mailbox_size_limit", "100");
        assertThrows(ConfigException.class, town::agent);
        town.mainCf.put("message_size_limit", "0");
        assertThrows(ConfigException.class, town::agent);
        town.mainCf.put("mailbox_size_limit", "0");
        town.mainCf.put("allow_mail_to_files", "aliases");
        assertEquals("unknown allow_mail_to_files value \"aliases\" in \"aliases\"",
            assertThrows(ConfigException.class, town::agent).getMessage());
    }

    @Test void otherAgentsMayTakeTheMail() {
        town.mainCf.put("mailbox_transport_maps", "inline:{alice=other:hop}");
        assertEquals("sent 2.0.0 passed", town.fate("alice@example.test"));
        town.mainCf.put("fallback_transport", "other:");
        assertEquals("sent 2.0.0 passed", town.fate("nope@example.test"));
        town.mainCf.put("mailbox_transport", "gone");
        assertEquals("deferred 4.3.0 mail transport unavailable", town.fate("bob@example.test"));
        assertEquals(List.of("hop", "mx.example.test"), town.passed.stream().map(r -> r.nexthop()).toList());
        assertTrue(town.log.contains("OLD: passing <nope@example.test> to transport=other"));
    }

    @Test void theRelayGetsMailForUnknownUsers() {
        town.mainCf.put("recipient_delimiter", "+");
        town.mainCf.put("luser_relay", "bob+$user.$extension.at.$domain");
        var outcome = town.deliver("nope+ext@example.test");
        assertEquals("bob+nope.ext.at.example.test@mx.example.test", outcome.recipient().address().text());
        assertTrue(town.read("spool/bob").contains("Delivered-To: nope+ext@example.test"));
        town.mainCf.put("luser_relay", "$local@example.test");
        assertEquals("bounced 5.1.1 unknown user: \"nope\"", town.fate("nope@example.test"));
    }

    @Test void aProbeDeliversNothing() {
        town.purpose = Purpose.PROBE;
        town.aliases("list=alice, bob");
        assertEquals("sent 2.0.0 delivers to mailbox", town.fate("alice@example.test"));
        assertEquals("sent 2.0.0 aliased to alice, bob", town.fate("list@example.test"));
        assertFalse(town.has("spool/alice"));
    }

    @Test void anAliasOfUsersIsDeliveredHere() {
        town.aliases("list=alice, bob@example.test, alice", "both=list");
        var outcome = town.deliver(new Recipient(3, new Address("both@example.test"),
            new Address("Both@example.test"), "", Set.of(Notify.SUCCESS)));
        assertEquals(3, outcome.recipient().index());
        assertInstanceOf(Fate.Expanded.class, outcome.fate());
        assertTrue(town.read("spool/alice").contains("Delivered-To: both@example.test\n"));
        assertEquals(1, town.read("spool/alice").split("Subject:", -1).length - 1);
        assertTrue(town.has("spool/bob"));
        assertEquals(2, town.log.size());
        assertTrue(town.log.getFirst().startsWith("OLD: to=<alice@mx.example.test>, orig_to=<Both@example.test>, "));
    }

    @Test void whatAnAliasNamesElsewhereIsSentOnInOneMessage() {
        town.aliases("list=x@far.test, alice, y@far.test");
        assertEquals("sent 2.0.0 forwarded as NEW1", town.fate("list@example.test"));
        var message = town.forwarded.getFirst();
        assertEquals(List.of("x@far.test", "y@far.test"), message.addresses());
        assertEquals("sender@remote.test", message.envelope().sender().text());
        assertEquals("id1", message.envelope().options().envid());
        assertEquals("remote", message.envelope().attribute("rewrite_context"));
        assertTrue(message.text().matches("(?s)Received: by mx.example.test \\(Postfix\\)\n\tid NEW1; [^\n]*\n"
            + "Delivered-To: list@example.test\nSubject: hello\n\nbody\n"), message.text());
    }

    @Test void nothingIsSentOnWhileAPartHasToBeTriedAgain() {
        town.aliases("list=x@far.test, slow");
        assertEquals("deferred 4.0.0 user lookup error", town.fate("list@example.test"));
        assertEquals(List.of(), town.forwarded);
        town.aliases("list=x@far.test");
        town.intakeFails = true;
        assertEquals("deferred 4.3.0 unable to forward message", town.fate("list@example.test"));
    }

    @Test void theOwnerOfAListIsItsSender() {
        town.aliases("list=alice, bob", "owner-list=carol");
        assertEquals("sent 2.0.0 forwarded as NEW1", town.fate("list@example.test"));
        var message = town.forwarded.getFirst();
        assertEquals("owner-list@mx.example.test", message.envelope().sender().text());
        assertEquals("", message.envelope().options().envid());
        assertEquals(List.of("alice@mx.example.test", "bob@mx.example.test"), message.addresses());
        assertEquals("", message.recipients().getFirst().original().text());
        town.mainCf.put("expand_owner_alias", "yes");
        town.deliver("list@example.test");
        assertEquals("carol@mx.example.test", town.forwarded.getLast().envelope().sender().text());
    }

    @Test void aliasesThatNameOneAnotherEnd() {
        town.aliases("one=two", "two=one", "self=self", "bob=\\bob, carol");
        var outcome = town.deliver("one@example.test");
        assertEquals("recipient nesting limit exceeded", outcome.fate().why().text());
        assertEquals("two@mx.example.test", outcome.recipient().address().text());
        assertEquals("bounced 5.1.1 unknown user: \"self\"", town.fate("self@example.test"));
        assertEquals("sent 2.0.0 delivered to mailbox", town.fate("bob@example.test"));
        assertTrue(town.has("spool/bob") && town.has("spool/carol"));
    }

    @Test void aFailureOutweighsSuccess() {
        town.aliases("list=alice, nope, bob");
        var outcome = town.deliver("list@example.test");
        assertInstanceOf(Fate.Bounced.class, outcome.fate());
        assertEquals("nope@mx.example.test", outcome.recipient().address().text());
    }

    @Test void aTableThatCannotTellDefers() {
        town.mainCf.put("alias_maps", "fail:why");
        assertEquals("deferred 4.3.0 alias database unavailable", town.fate("alice@example.test"));
        town.aliases("x=y@down.test", "bad=y@[1.2.3.4]:x");
        assertEquals("deferred 4.3.0 address resolver failure", town.fate("x@example.test"));
        assertEquals("bounced 5.1.3 bad recipient address syntax: y@[1.2.3.4]:x", town.fate("bad@example.test"));
    }

    @Test void unmatchedExtensionsGoOnWhereThatIsWanted() {
        town.mainCf.put("recipient_delimiter", "+");
        town.aliases("list=x@far.test", "list+special=y@far.test");
        town.deliver("list+a@example.test");
        town.mainCf.put("propagate_unmatched_extensions", "canonical, alias");
        town.deliver("list+a@example.test");
        town.deliver("list+special@example.test");
        assertEquals(List.of(List.of("x@far.test"), List.of("x+a@far.test"), List.of("y@far.test")),
            town.forwarded.stream().map(Town.Forwarded::addresses).toList());
    }
}
