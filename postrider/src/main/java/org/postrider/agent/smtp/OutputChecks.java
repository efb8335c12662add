package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.BODY_CHECKS;
import static org.postrider.agent.smtp.SmtpParams.HEADER_CHECKS;
import static org.postrider.agent.smtp.SmtpParams.MIME_HEADER_CHECKS;
import static org.postrider.agent.smtp.SmtpParams.NESTED_HEADER_CHECKS;

import java.util.Locale;
import java.util.Optional;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.message.HeaderLine;
import org.postrider.message.MimeWalk.Section;
import org.postrider.queue.QueueId;
import org.postrider.status.Why;
import org.postrider.table.MapList;
import org.postrider.table.Table;
import org.postrider.table.Tables;
import org.postrider.table.Use;

/// The tables of header_checks(5) that are asked about mail on its way out; of their actions only those that don't
/// decide about the mail as a whole. Safe for any thread.
record OutputChecks(MapList header, MapList mime, MapList nested, MapList body) {
    /// So much of a text is shown in the log.
    private static final int SHOWN = 200;

    /// What becomes of a header or line.
    sealed interface Ruling {
        record Keep() implements Ruling {}

        record Drop() implements Ruling {}

        record Replace(String text) implements Ruling {}

        /// @param text a line that goes before it
        record Prepend(String text) implements Ruling {}

        /// A table could not tell.
        record Unknown() implements Ruling {}
    }

    private static final Ruling KEEP = new Ruling.Keep();

    /// What it is about.
    ///
    /// @param peer the server that the mail goes to
    record Subject(QueueId id, String peer, Log log) {
        /// Why the mail cannot be sent when a table cannot tell.
        Why unknown() {
            return Why.of("4.3.0", "local data error while talking to " + peer);
        }
    }

    static OutputChecks of(Settings settings, boolean lmtp, Tables tables) {
        return new OutputChecks(tables.maps(HEADER_CHECKS.of(lmtp), Use.EXACT),
            tables.maps(MIME_HEADER_CHECKS.of(lmtp), Use.EXACT), tables.maps(NESTED_HEADER_CHECKS.of(lmtp), Use.EXACT),
            tables.maps(BODY_CHECKS.of(lmtp), Use.EXACT));
    }

    boolean isEmpty() {
        return header.isEmpty() && mime.isEmpty() && nested.isEmpty() && body.isEmpty();
    }

    boolean looksAtBodies() {
        return !body.isEmpty();
    }

    Ruling header(Section section, String text, Subject subject) {
        return check(switch (section) {
            case PRIMARY -> header;
            case MIME -> mime;
            case NESTED -> nested;
        }, "header", text, subject);
    }

    Ruling body(String line, Subject subject) {
        return check(body, "body", line, subject);
    }

    private static Ruling check(MapList tables, String where, String text, Subject subject) {
        if (tables.isEmpty()) return KEEP;
        return switch (tables.lookup(text)) {
            case Table.Answer.Absent() -> KEEP;
            case Table.Answer.Unavailable _ -> {
                subject.log.warning(subject.id + ": smtp " + where + " checks lookup error");
                yield new Ruling.Unknown();
            }
            case Table.Answer.Found(String action) -> new Action(tables.title(), where, text, subject).rule(action);
        };
    }

    /// One action of a table.
    private record Action(String map, String where, String content, Subject subject) {
        Ruling rule(String action) {
            String[] words = action.strip().split("\\s+", 2);
            String text = words.length > 1 ? words[1] : "";
            return switch (words[0].toUpperCase(Locale.ROOT)) {
                case "WARN" -> told("warning", text, KEEP);
                case "INFO" -> told("info", text, KEEP);
                case "REPLACE" -> header(words[0], text).map(one -> told("replace", one, new Ruling.Replace(one)))
                    .orElse(KEEP);
                case "PREPEND" -> header(words[0], text).map(one -> told("prepend", one, new Ruling.Prepend(one)))
                    .orElse(KEEP);
                case "STRIP" -> told("strip", text, new Ruling.Drop());
                case "IGNORE" -> new Ruling.Drop();
                case "DUNNO", "OK" -> KEEP;
                default -> {
                    subject.log.warning("unsupported command in " + map + " map: " + action.strip());
                    yield KEEP;
                }
            };
        }

        private Ruling told(String word, String text, Ruling ruling) {
            subject.log.info(subject.id + ": " + word + ": " + where + " "
                + content.substring(0, Math.min(SHOWN, content.length())) + (text.isEmpty() ? "" : ": " + text));
            return ruling;
        }

        private Optional<String> header(String command, String text) {
            if (text.isEmpty()) {
                subject.log.warning(command + " action without text in " + map + " map");
                return Optional.empty();
            }
            if (where.equals("body") || HeaderLine.is(text)) return Optional.of(text);
            subject.log.warning("bad " + command + " header text \"" + text + "\" in " + map
                + " map -- need \"headername: headervalue\"");
            return Optional.empty();
        }
    }
}
