package org.postrider.agent.smtp;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.postrider.agent.smtp.Session.Heard;
import org.postrider.agent.smtp.Session.Loss;
import org.postrider.log.Log;
import org.postrider.queue.QueueId;
import org.postrider.smtp.Capabilities;
import org.postrider.smtp.Keyword;
import org.postrider.smtp.ServerReply;
import org.postrider.status.Why;
import org.postrider.text.Latin1;

/// The beginning of a conversation: the server's greeting, and who we are.
///
record Handshake(Session session, Rules rules, Log log, About about) {
    private static final int SMTP = 25;

    /// What it is about.
    ///
    /// @param nexthop as messages about loops call it
    /// @param best    the server is one of the best mail exchangers
    /// @param age     of the message
    record About(QueueId id, String nexthop, boolean best, Duration age) {}

    /// @param ignored keywords that are taken as not announced
    /// @return why the conversation is over; empty when mail can be sent
    Optional<Why> run(Set<Keyword> ignored) {
        return switch (session.reply(rules.limits().helo(), log)) {
            case Heard.Lost(Loss loss) -> lost(loss, "receiving the initial server greeting");
            case Heard.Said(ServerReply greeting) when greeting.kind() != 2 -> refused(greeting,
                greeting.kind() == 5 && rules.skip5xxGreeting());
            case Heard.Said(ServerReply greeting) -> greet(greeting, ignored);
        };
    }

    private Optional<Why> lost(Loss loss, String stage) {
        return Optional.of(Troubles.lost(session, loss, stage));
    }

    private Optional<Why> refused(ServerReply reply, boolean soft) {
        var why = Troubles.said(session, reply, " refused to talk to me: ", "");
        return Optional.of(soft ? why.withClass('4') : why);
    }

    private Optional<Why> greet(ServerReply greeting, Set<Keyword> ignored) {
        String first = greeting.lines().getFirst();
        String[] words = first.strip().split("\\s+");
        if (isLoop(words[0]))
            log.warning("host " + session.server().relay() + " greeted me with my own hostname " + rules.ourName());
        if (rules.lmtp()) return hello("LHLO", ignored);
        boolean esmtp = rules.ehlo() == Rules.Ehlo.ALWAYS;
        for (String word : words) esmtp |= Latin1.same(word, "ESMTP");
        boolean never = rules.ehlo() == Rules.Ehlo.NEVER || Pix.hides(greeting) && workAround();
        return esmtp && !never ? hello("EHLO", ignored) : hello("HELO", ignored);
    }

    /// @return whether EHLO must not be said
    private boolean workAround() {
        var workarounds = rules.pix().of(session.server(), about.age);
        if (workarounds.isEmpty()) return false;
        log.info(about.id + ": enabling PIX workarounds: " + Pix.names(workarounds) + " for "
            + session.server().relay());
        if (workarounds.contains(Pix.Workaround.DELAY_DOTCRLF)) session.delayEnd();
        return workarounds.contains(Pix.Workaround.DISABLE_ESMTP);
    }

    private boolean isLoop(String name) {
        return !rules.lmtp() && session.server().port() == SMTP && Latin1.same(name, rules.ourName());
    }

    private Optional<Why> hello(String verb, Set<Keyword> ignored) {
        session.say(verb + " " + rules.heloName());
        return switch (session.reply(rules.limits().helo(), log)) {
            case Heard.Lost(Loss loss) -> lost(loss, "performing the " + verb + " handshake");
            case Heard.Said(ServerReply reply) when reply.kind() == 2 -> agreed(verb, reply, ignored);
            case Heard.Said(ServerReply reply) -> verb.equals("EHLO") && reply.code() != 421
                ? hello("HELO", ignored) : refused(reply, false);
        };
    }

    private Optional<Why> agreed(String verb, ServerReply reply, Set<Keyword> ignored) {
        if (verb.equals("HELO")) return Optional.empty();
        String name = reply.lines().getFirst().strip().split("\\s+")[0];
        if (isLoop(name)) {
            log.warning("host " + session.server().relay() + " replied to HELO/EHLO with my own hostname "
                + rules.ourName());
            return Optional.of(Why.of(about.best ? Found.LOOP : "4.4.6",
                "mail for " + about.nexthop + " loops back to myself"));
        }
        if (!ignored.isEmpty() && !ignored.contains(Keyword.SILENT))
            log.info("discarding EHLO keywords: " + Keyword.names(ignored));
        session.capabilities(Capabilities.of(reply, ignored));
        return Optional.empty();
    }
}
