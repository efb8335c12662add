package org.postrider.cleanup;

import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft.Problem;
import org.postrider.message.HeaderLine;
import org.postrider.message.MimeWalk.Section;
import org.postrider.status.EnhancedStatus;
import org.postrider.table.MapList;
import org.postrider.table.Table;
import org.postrider.text.Latin1;

/// Does with one message what the tables of header_checks(5) say. Used by one thread.
final class ContentChecks {
    /// What becomes of a header or line.
    sealed interface Outcome {
        record Keep() implements Outcome {}

        record Drop() implements Outcome {}

        record Replace(String text) implements Outcome {}

        /// Stays, and this goes before it.
        record Prepend(String text) implements Outcome {}
    }

    /// What is looked at, as the log calls it.
    private enum Kind {
        HEADER, BODY, CONTENT;

        String word() {
            return Latin1.lower(name());
        }
    }

    /// @param text  header or line
    /// @param table parameter that named the table
    private record Match(Kind kind, String text, String table) {
        Match(Kind kind, String text, MapList maps) {
            this(kind, text, maps.title());
        }

        /// Up to the first NUL, where Postfix's texts end.
        String shown() {
            int nul = text.indexOf(0);
            return text.substring(0, Math.min(SHOWN, nul < 0 ? text.length() : nul));
        }
    }

    static final Outcome KEEP = new Outcome.Keep();
    private static final Outcome DROP = new Outcome.Drop();
    private static final String REJECTED = "5.7.1";
    /// How much of a text the log shows.
    private static final int SHOWN = 200;

    private final Checks checks;
    private final Facts facts;
    private final Trouble trouble;
    private final Orders orders;
    private boolean active;

    /// @param active whether this message is checked at all
    ContentChecks(Checks checks, Facts facts, Orders orders, boolean active) {
        this.checks = checks;
        this.facts = facts;
        this.orders = orders;
        this.active = active;
        trouble = facts.passage().trouble();
    }

    /// False for mail that is not checked, and when an action ended the checks.
    boolean isActive() {
        return active;
    }

    /// True when bodies have to be looked at from this place on.
    boolean looksAtBody(long at) {
        return active && at < checks.bodyLimit() && !checks.body().isEmpty();
    }

    Outcome header(Section section, byte[] bytes, int length) {
        var maps = checks.of(section);
        return active && maps.mayHave(bytes, 0, length) ? check(Kind.HEADER, maps, Latin1.of(bytes, 0, length))
            : KEEP;
    }

    Outcome body(byte[] bytes, int offset, int length) {
        return checks.body().mayHave(bytes, offset, offset + length)
            ? check(Kind.BODY, checks.body(), Latin1.of(bytes, offset, length)) : KEEP;
    }

    /// The message has a character that it must not have.
    void reject(String content, String why) {
        reject(new Match(Kind.CONTENT, content, "character reject"), why);
    }

    private Outcome check(Kind kind, MapList maps, String text) {
        return switch (maps.lookup(text)) {
            case Table.Answer.Absent() -> KEEP;
            case Table.Answer.Found(String value) -> act(new Match(kind, text, maps), value);
            case Table.Answer.Unavailable _ -> {
                facts.passage().lookupFailed(maps.title() + " map lookup problem");
                yield KEEP;
            }
        };
    }

    private Outcome act(Match match, String value) {
        int end = 0;
        while (end < value.length() && value.charAt(end) != ' ' && value.charAt(end) != '\t') end++;
        String argument = value.substring(end).stripLeading();
        switch (Latin1.lower(value.substring(0, end))) {
            case "reject" -> reject(match, argument);
            case "warn" -> log("warning", match, argument);
            case "info" -> log("info", match, argument);
            case "filter" -> filter(match, argument);
            case "pass" -> end("pass", match, argument);
            case "discard" -> {
                end("discard", match, argument);
                trouble.discard();
            }
            case "hold" -> hold(match, argument);
            case "redirect" -> redirect(match, argument);
            case "bcc" -> copy(match, argument);
            case "dunno", "ok" -> { }
            case "ignore" -> {
                return DROP;
            }
            case "strip" -> {
                log("strip", match, argument);
                return DROP;
            }
            case "prepend" -> {
                return added(match, "PREPEND", argument) ? new Outcome.Prepend(argument) : KEEP;
            }
            case "replace" -> {
                return added(match, "REPLACE", argument) ? new Outcome.Replace(argument) : KEEP;
            }
            default -> warn("unknown command in " + match.table + " map: " + value);
        }
        return KEEP;
    }

    private void reject(Match match, String argument) {
        String reason = reason(argument);
        if (reason.charAt(0) == '2') {
            warn("bad DSN action in " + argument + " -- need 4.x.x or 5.x.x");
            reason = "4" + reason.substring(1);
        }
        trouble.add(reason.charAt(0) == '4' ? Problem.DEFER : Problem.CONTENT, reason);
        end("reject", match, reason);
    }

    /// Status and text, also when the text is empty.
    private static String reason(String argument) {
        if (argument.isEmpty()) return Standard.text(Problem.CONTENT);
        var split = EnhancedStatus.split(REJECTED, argument);
        return split.status() + " " + split.text();
    }

    private void filter(Match match, String argument) {
        if (argument.isEmpty()) warn("missing FILTER command argument in " + match.table + " map");
        else if (argument.indexOf(':') < 0)
            warn("bad FILTER command " + argument + " in " + match.table + " -- need transport:destination");
        else {
            orders.filter(argument);
            log("filter", match, argument);
        }
    }

    private void hold(Match match, String argument) {
        if (orders.isHeld()) return;
        log("hold", match, argument);
        orders.hold();
    }

    private void redirect(Match match, String argument) {
        if (argument.indexOf('@') < 0) warn("bad REDIRECT target \"" + argument + "\" in " + match.table
            + " map -- need user@domain");
        else {
            orders.redirect(argument);
            end("redirect", match, argument);
        }
    }

    private void copy(Match match, String argument) {
        if (argument.indexOf('@') < 0) warn("bad BCC address \"" + argument + "\" in " + match.table
            + " map -- need user@domain");
        else {
            orders.copy(new Address(argument));
            log("bcc", match, argument);
        }
    }

    /// Whether text that shall come into the message is there and can stand there.
    private boolean added(Match match, String action, String text) {
        if (text.isEmpty()) warn(action + " action without text in " + match.table + " map");
        else if (match.kind == Kind.HEADER && !HeaderLine.is(text))
            warn("bad " + action + " header text \"" + text + "\" in " + match.table
                + " map -- need \"headername: headervalue\"");
        else {
            log(Latin1.lower(action), match, text);
            return true;
        }
        return false;
    }

    /// Nothing more of this message is looked at.
    private void end(String action, Match match, String text) {
        log(action, match, text);
        active = false;
    }

    private void warn(String text) {
        facts.log().warning(text);
    }

    private void log(String action, Match match, String text) {
        var out = new StringBuilder(SHOWN).append(facts.id()).append(": ").append(action).append(": ")
            .append(match.kind.word()).append(' ').append(match.shown())
            .append(" from ").append(facts.client().origin()).append("; from=<").append(facts.shownSender())
            .append('>');
        facts.shownRecipient().ifPresent(recipient -> out.append(" to=<").append(recipient).append('>'));
        Optional.of(facts.client().protocol()).filter(protocol -> !protocol.isEmpty())
            .ifPresent(protocol -> out.append(" proto=").append(protocol));
        Optional.of(facts.client().helo()).filter(helo -> !helo.isEmpty())
            .ifPresent(helo -> out.append(" helo=<").append(helo).append('>'));
        if (!text.isEmpty()) out.append(": ").append(text);
        facts.log().info(out.toString());
    }
}
