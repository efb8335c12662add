package org.postrider.smtpd.access;

import static org.postrider.smtpd.access.AccessParams.ACCESS_MAP_DEFER_CODE;
import static org.postrider.smtpd.access.AccessParams.ACCESS_MAP_REJECT_CODE;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.postrider.address.Address;
import org.postrider.smtpd.access.Action.Hit;
import org.postrider.smtpd.access.Ruling.Effect;
import org.postrider.smtpd.access.Ruling.Trouble;
import org.postrider.status.EnhancedStatus;

/// Understands the right-hand sides of access tables (access(5)). Each is read once: tables with a hundred thousand
/// entries have few different ones. Safe for any thread.
final class Actions {
    /// More different texts than this come from policy servers that put times or names into them: not worth keeping.
    private static final int MOST = 10_000;

    private final Site site;
    private final Function<String, CheckList> lists;
    private final int rejectCode, deferCode;
    private final Map<String, Action> known = new ConcurrentHashMap<>();

    /// @param lists makes a list of restrictions of a text
    Actions(Site site, Function<String, CheckList> lists) {
        this.site = site;
        this.lists = lists;
        rejectCode = site.settings().get(ACCESS_MAP_REJECT_CODE);
        deferCode = site.settings().get(ACCESS_MAP_DEFER_CODE);
    }

    Action of(String value) {
        var action = Optional.ofNullable(known.get(value));
        if (action.isPresent()) return action.get();
        var made = make(value);
        if (known.size() < MOST) known.put(value, made);
        return made;
    }

    private Action make(String value) {
        int end = Texts.endOfWord(value, 0);
        String word = value.substring(0, end), text = value.substring(Texts.skipBlanks(value, end));
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "DUNNO" -> (_, _) -> Outcome.NEXT;
            case "REJECT" -> refuse(rejectCode, "5.7.1", text);
            case "DEFER" -> refuse(deferCode, "4.7.1", text);
            case "DEFER_IF_PERMIT" -> doubt(text, Trial::deferIfPermitted);
            case "DEFER_IF_REJECT" -> doubt(text, Trial::deferIfRefused);
            case "HANGUP" -> (trial, _) -> {
                trial.note("hangup", text);
                return trial.hangUp();
            };
            case "INFO" -> note("info", text);
            case "WARN" -> note("warn", text);
            case "OK", "RELAY" -> permit(word);
            case "FILTER", "HOLD", "DISCARD", "REDIRECT", "BCC" -> delegated(word, text);
            case "PREPEND" -> (trial, hit) -> prepend(trial, hit, text);
            default -> other(value, word, text);
        };
    }

    private Action other(String value, String word, String text) {
        if (Texts.isDigits(value)) return permit(word);
        boolean code = word.length() == 3 && Texts.isDigits(word) && (word.charAt(0) == '4' || word.charAt(0) == '5');
        if (code && !text.isEmpty()) return refuse(Integer.parseInt(word), word.charAt(0) + ".7.1", text);
        if (value.indexOf(':') >= 0) return (trial, hit) -> trial.misconfigured(
            "access table " + hit.table() + " has entry with lookup table: " + value,
            "do not specify lookup tables inside SMTPD access maps",
            "define a restriction class and specify its name instead.");
        var list = lists.apply(value);
        return list.isEmpty() ? (trial, hit) -> {
            trial.warn("access table " + hit.table() + " entry " + value + " has empty value");
            return Outcome.PERMIT;
        } : (trial, hit) -> trial.nested(list, hit.subject()).orElseGet(() -> trial.misconfigured(
            "access table " + hit.table() + " entry " + value + " causes unreasonable recursion"));
    }

    private static Action permit(String word) {
        return (trial, hit) -> trial.permit(word, hit.subject(), "from " + hit.table());
    }

    private static Action note(String what, String text) {
        return (trial, _) -> {
            trial.note(what, text);
            return Outcome.NEXT;
        };
    }

    private static Action refuse(int code, String status, String text) {
        var split = EnhancedStatus.split(status, text);
        String why = split.text().isEmpty() ? "Access denied" : split.text();
        var saying = new Denial(code, split.status(), why);
        return (trial, hit) -> trial.refuse(Trouble.POLICY, of(saying, trial, hit));
    }

    /// What a table says, about whom it was asked for.
    private static Denial of(Denial saying, Trial trial, Hit hit) {
        String status = Denial.fitting(saying.status(), hit.subject().kind(), trial.facts().log());
        return Denial.of(saying.code(), status, hit.subject(), saying.text());
    }

    private interface Doubting {
        Outcome apply(Trial trial, Denial denial);
    }

    private Action doubt(String text, Doubting doubting) {
        var split = EnhancedStatus.split("4.7.1", text);
        String why = split.text().isEmpty() ? "Service unavailable" : split.text();
        var saying = new Denial(deferCode, split.status(), why);
        return (trial, hit) -> doubting.apply(trial, of(saying, trial, hit));
    }

    // ---- what is done to the message when it is in the queue

    private Action delegated(String word, String text) {
        String upper = word.toUpperCase(Locale.ROOT);
        return (trial, hit) -> {
            if (!canDelegate(trial, hit, upper)) return Outcome.NEXT;
            return switch (upper) {
                case "FILTER" -> filter(trial, hit, text);
                case "HOLD" -> hold(trial, hit, text);
                case "DISCARD" -> discard(trial, hit, word, text);
                default -> readdress(trial, hit, upper, text);
            };
        };
    }

    private boolean canDelegate(Trial trial, Hit hit, String word) {
        if (site.proxied()) {
            trial.warn("access table " + hit.table() + ": with smtpd_proxy_filter specified, action " + word
                + " is unavailable");
            return false;
        }
        if (trial.stage() == Stage.ETRN) {
            trial.warn("access table " + hit.table() + ": action " + word + " is unavailable in"
                + " smtpd_etrn_restrictions");
            return false;
        }
        return hasMessage(trial, hit, word);
    }

    /// Before MAIL FROM there is no message that anything could be done to.
    private static boolean hasMessage(Trial trial, Hit hit, String word) {
        if (trial.mail().sender().isPresent()) return true;
        trial.warn("access table " + hit.table() + ": with smtpd_delay_reject=no, action " + word
            + " is always skipped in Client host or Helo command restrictions");
        return false;
    }

    private static Outcome filter(Trial trial, Hit hit, String text) {
        if (text.isEmpty()) return ignored(trial, hit, "has FILTER entry without value");
        if (text.indexOf(':') < 0) return ignored(trial, hit, "requires transport:destination");
        note(trial, hit, "filter", "triggers FILTER " + text);
        return done(trial, new Effect.Filter(text));
    }

    private static Outcome hold(Trial trial, Hit hit, String text) {
        if (trial.isHeld()) return Outcome.NEXT;
        note(trial, hit, "hold", text.isEmpty() ? "triggers HOLD action" : text);
        return done(trial, new Effect.Hold());
    }

    private static Outcome discard(Trial trial, Hit hit, String word, String text) {
        note(trial, hit, "discard", text.isEmpty() ? "triggers DISCARD action" : text);
        trial.effect(new Effect.Discard());
        return trial.permit(word, hit.subject(), "from " + hit.table());
    }

    private static Outcome readdress(Trial trial, Hit hit, String word, String text) {
        if (text.indexOf('@') < 0) return ignored(trial, hit, "requires user@domain target");
        var to = new Address(text);
        boolean bcc = word.equals("BCC");
        note(trial, hit, bcc ? "bcc" : "redirect", "triggers " + word + " " + text);
        return done(trial, bcc ? new Effect.Bcc(to) : new Effect.Redirect(to));
    }

    private static Outcome prepend(Trial trial, Hit hit, String text) {
        if (!hasMessage(trial, hit, "PREPEND")) return Outcome.NEXT;
        if (trial.stage() == Stage.END_OF_MESSAGE) {
            trial.warn("access table " + hit.table() + ": action PREPEND must be used before"
                + " smtpd_end_of_data_restrictions");
            return Outcome.NEXT;
        }
        if (!isHeader(text)) return ignored(trial, hit, "requires header: text");
        return done(trial, new Effect.Prepend(text));
    }

    /// A name of visible characters, perhaps blanks, a colon (RFC 5322 section 2.2).
    private static boolean isHeader(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) < 0x7f && text.charAt(end) != ':')
            end++;
        int colon = Texts.skipBlanks(text, end);
        return end > 0 && colon < text.length() && text.charAt(colon) == ':';
    }

    private static void note(Trial trial, Hit hit, String what, String text) {
        trial.note(what, "<" + hit.subject().name() + ">: " + hit.subject().kind() + " " + text);
    }

    private static Outcome done(Trial trial, Effect effect) {
        trial.effect(effect);
        return Outcome.NEXT;
    }

    private static Outcome ignored(Trial trial, Hit hit, String why) {
        trial.warn("access table " + hit.table() + " entry \"" + hit.datum() + "\" " + why);
        return Outcome.NEXT;
    }
}
