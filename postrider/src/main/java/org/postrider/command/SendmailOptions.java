package org.postrider.command;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postrider.config.Settings;
import org.postrider.status.Notify;
import org.postrider.table.TableParams;
import org.postrider.text.Latin1;

/// What sendmail(1) was asked for, read from its switches. Everything wrong ends the command with a temporary status,
/// as with Postfix's.
final class SendmailOptions {
    /// What the command does.
    enum Mode { SUBMIT, ALIASES, LIST, DAEMON, SMTP, FLUSH, IGNORE }

    /// Postfix's numbers of `trace_flags`.
    private static final int VERIFY = 1 << 9;
    private static final int RECORD = 1 << 10;
    private static final int LONGEST_ENVID = 100;

    private final Messages messages;
    private final Settings settings;
    private final Map<String, String> facts = new HashMap<>();
    private Mode mode;
    private boolean dots = true;
    private boolean verify;
    private int verbose;
    private boolean interval;
    private String site = "";
    private String id = "";
    private String aliases = "";

    private SendmailOptions(String name, Messages messages, Settings settings) {
        this.messages = messages;
        this.settings = settings;
        mode = switch (name) {
            case "mailq" -> Mode.LIST;
            case "newaliases" -> Mode.ALIASES;
            case "smtpd" -> Mode.DAEMON;
            default -> Mode.SUBMIT;
        };
    }

    /// @param name what the program was called by
    static SendmailOptions read(String name, List<Options.Switch> switches, Messages messages, Settings settings) {
        var options = new SendmailOptions(name, messages, settings);
        for (var given : switches) options.take(given);
        options.check();
        return options;
    }

    private static CommandException fatal(String text) {
        return new CommandException(ExitCodes.TEMP_FAIL, text);
    }

    private void take(Options.Switch given) {
        String value = given.value();
        switch (given.letter()) {
            case 'n' -> throw fatal("-n option not supported");
            case 'B' -> facts.put("body", switch (value) {
                case "8BITMIME" -> "8bit";
                case "7BIT" -> "7bit";
                default -> throw fatal("-B option needs 8BITMIME or 7BIT");
            });
            case 'F' -> facts.put("name", value);
            case 'G' -> facts.put("rewrite", "remote");
            case 'I' -> mode = Mode.ALIASES;
            case 'N' -> notify(value);
            case 'O' -> option(value);
            case 'R' -> ret(value);
            case 'V' -> envid(value);
            case 'X' -> verp(value);
            case 'b' -> mode(value);
            case 'f', 'r' -> facts.put("sender", value);
            case 'i' -> dots = false;
            case 'o' -> old(value);
            case 'q' -> queue(value);
            case 't' -> facts.put("extract", "yes");
            case 'v' -> verbose++;
            default -> { }
        }
    }

    private void notify(String value) {
        var words = EnumSet.noneOf(Notify.class);
        for (String word : value.split("[,\\s]+")) {
            var known = notifyWord(word);
            if (known.isEmpty()) messages.warning("unknown DSN NOTIFY command value \"" + word + "\" in \"" + value
                + "\"");
            if (known.isEmpty() || clash(words, known.get())) {
                messages.warning("bad -N option value: '" + value + "' -- ignored");
                facts.remove("notify");
                return;
            }
            words.add(known.get());
        }
        facts.put("notify", String.valueOf(Notify.bits(words)));
    }

    private static Optional<Notify> notifyWord(String word) {
        for (var one : Notify.values()) if (one.name().equalsIgnoreCase(word)) return Optional.of(one);
        return Optional.empty();
    }

    /// NEVER goes with nothing else (RFC 3461 section 4.1).
    private static boolean clash(Set<Notify> words, Notify more) {
        return !words.isEmpty() && (more == Notify.NEVER || words.contains(Notify.NEVER));
    }

    private void option(String value) {
        int equals = value.indexOf('=');
        String name = equals < 0 ? value : value.substring(0, equals);
        String setting = equals < 0 ? "" : Latin1.lower(value.substring(equals + 1));
        String fact = switch (Latin1.lower(name)) {
            case "smtputf8" -> "smtputf8";
            case "requiretls" -> "requiretls";
            default -> "";
        };
        if (fact.isEmpty()) return;
        if (fact.equals("smtputf8") && !settings.get(TableParams.SMTPUTF8_ENABLE))
            messages.warning("'-O " + value + "' was requested, but the configuration is 'smtputf8_enable = no'");
        else if (setting.equals("yes")) facts.put(fact, "yes");
        else if (setting.equals("no")) facts.remove(fact);
        else messages.warning("bad -O option: '" + value + "' -- ignored");
    }

    private void ret(String value) {
        switch (Latin1.lower(value)) {
            case "full", "hdrs" -> facts.put("ret", Latin1.lower(value));
            default -> messages.warning("bad -R option value -- ignored");
        }
    }

    private void envid(String value) {
        if (value.length() > LONGEST_ENVID) messages.warning("too long -V option value -- ignored");
        else if (!Latin1.isPrintable(value)) messages.warning("bad syntax in -V option value -- ignored");
        else facts.put("envid", value);
    }

    private void verp(String value) {
        if (!value.startsWith("V")) throw fatal("unsupported: -X" + value.charAt(0));
        String delimiters = value.length() > 1 ? value.substring(1) : settings.get(SendmailParams.VERP_DELIMITERS);
        String filter = settings.get(SendmailParams.VERP_FILTER);
        boolean good = delimiters.length() == 2 && filter.indexOf(delimiters.charAt(0)) >= 0
            && filter.indexOf(delimiters.charAt(1)) >= 0;
        if (!good) throw fatal("-V requires two characters from " + filter);
        facts.put("verp", delimiters);
    }

    private void mode(String value) {
        switch (value.charAt(0)) {
            case 'd', 'l', 'D' -> {
                if (mode == Mode.FLUSH) messages.warning("ignoring -q option in daemon mode");
                mode = Mode.DAEMON;
            }
            case 'h', 'H' -> mode = Mode.IGNORE;
            case 'i' -> mode = Mode.ALIASES;
            case 'm' -> mode = Mode.SUBMIT;
            case 'p' -> mode = Mode.LIST;
            case 's' -> mode = Mode.SMTP;
            case 'v' -> verify = true;
            default -> throw fatal("unsupported: -b" + value.charAt(0));
        }
    }

    private void old(String value) {
        switch (value.charAt(0)) {
            case 'A' -> {
                if (value.length() == 1) throw fatal("-oA requires pathname");
                aliases = value.substring(1);
            }
            case 'i' -> dots = false;
            default -> { }
        }
    }

    private void queue(String value) {
        if (value.isEmpty()) {
            if (mode == Mode.DAEMON) messages.warning("ignoring -q option in daemon mode");
            else mode = Mode.FLUSH;
        } else if (value.charAt(0) >= '0' && value.charAt(0) <= '9') {
            interval = true;
        } else if (value.charAt(0) == 'R') {
            if (value.length() == 1) throw fatal("specify: -qRsitename");
            site = value.substring(1);
        } else if (value.charAt(0) == 'I') {
            if (value.length() == 1) throw fatal("specify: -qIqueueid");
            id = value.substring(1);
        } else throw fatal("-q" + value.charAt(0) + " is not implemented");
    }

    private void check() {
        boolean extract = facts.containsKey("extract");
        if (extract && mode != Mode.SUBMIT) throw fatal("-t can be used only in delivery mode");
        if (!site.isEmpty() && mode != Mode.SUBMIT) throw fatal("-qR can be used only in delivery mode");
        if (!id.isEmpty() && mode != Mode.SUBMIT) throw fatal("-qI can be used only in delivery mode");
        if (interval && mode != Mode.DAEMON) mode = Mode.IGNORE;
        if (!verify) {
            if (verbose == 1 && mode == Mode.SUBMIT) facts.put("trace", String.valueOf(RECORD));
            return;
        }
        if (extract) throw fatal("-t option cannot be used with -bv");
        if (facts.containsKey("notify")) throw fatal("-N option cannot be used with -bv");
        if (facts.containsKey("ret")) throw fatal("-R option cannot be used with -bv");
        if (verbose == 1) throw fatal("-v option cannot be used with -bv");
        facts.put("trace", String.valueOf(VERIFY));
    }

    Mode mode() {
        return mode;
    }

    /// What the maildrop file says of the message.
    Map<String, String> facts() {
        return Map.copyOf(facts);
    }

    /// Whether a line with nothing but a dot ends the message.
    boolean dots() {
        return dots;
    }

    /// Only to find out whether mail could be delivered.
    boolean verify() {
        return verify;
    }

    /// Whether the sender gets a report.
    boolean reports() {
        return facts.containsKey("trace");
    }

    /// The destination whose mail is to be tried; empty for none.
    String site() {
        return site;
    }

    /// The message that is to be tried; empty for none.
    String id() {
        return id;
    }

    /// The alias table to make; empty for those of the configuration.
    String aliases() {
        return aliases;
    }
}
