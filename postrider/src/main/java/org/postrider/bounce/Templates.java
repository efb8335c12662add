package org.postrider.bounce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postrider.cleanup.CleanupParams;
import org.postrider.config.ConfigException;
import org.postrider.config.MainCf;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.message.EightBit;
import org.postrider.message.HeaderLine;
import org.postrider.text.Latin1;

/// The texts of all notices: the built-in ones, and what `bounce_template_file` puts in their place.
public record Templates(Template failure, Template delay, Template success, Template verify) {
    public static final Templates BUILT_IN =
        new Templates(Template.FAILURE, Template.DELAY, Template.SUCCESS, Template.VERIFY);

    /// For `header_from_format = obsolete`.
    public static final Templates BUILT_IN_OBSOLETE = new Templates(Template.FAILURE.withObsoleteFrom(),
        Template.DELAY.withObsoleteFrom(), Template.SUCCESS.withObsoleteFrom(), Template.VERIFY.withObsoleteFrom());

    /// What `header_from_format` and a template file make of them.
    ///
    /// @param file `bounce_template_file`, one char per byte; empty for none
    /// @throws ConfigException when the file cannot be read or its grammar is broken, or the format is none
    public static Templates of(Settings settings, String file, Log log) {
        String format = settings.get(CleanupParams.FROM_FORMAT);
        var builtIn = switch (Latin1.lower(format)) {
            case "standard" -> BUILT_IN;
            case "obsolete" -> BUILT_IN_OBSOLETE;
            default -> throw new ConfigException("invalid setting: \"header_from_format = " + format + "\"");
        };
        return file.isEmpty() ? builtIn : builtIn.load(file, log);
    }

    /// In the order in which postconf(1) shows them.
    public List<Template> all() {
        return List.of(failure, delay, success, verify);
    }

    /// The same with those that a file has. A template with a mistake is warned of and not used.
    ///
    /// @throws ConfigException when the file cannot be read or its grammar is broken
    private Templates load(String file, Log log) {
        return new Reader(file, MainCf.content(file), log).read(this);
    }

    private static final class Reader {
        private final String file;
        private final String[] lines;
        private final Log log;
        private int at;

        Reader(String file, String text, Log log) {
            this.file = file;
            this.log = log;
            lines = text.split("\n", -1);
        }

        Templates read(Templates defaults) {
            Map<String, Template> all = new HashMap<>();
            for (var one : defaults.all())
                all.put(one.name(), one);
            while (at < lines.length) {
                String line = lines[at++];
                if (line.isBlank() || line.stripLeading().startsWith("#")) continue;
                member(line, all);
            }
            return new Templates(all.get("failure"), all.get("delay"), all.get("success"), all.get("verify"));
        }

        private void member(String line, Map<String, Template> all) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).strip();
            if (name.isEmpty())
                throw new ConfigException(place() + (equals < 0 ? "missing '=' after attribute name"
                    : "missing attribute name") + ": \"" + line + "\"");
            String value = line.substring(equals + 1).strip();
            var text = value.startsWith("<<") ? block(value.substring(2).strip()) : List.of(value);
            String kind = name.endsWith("_template") ? name.substring(0, name.length() - "_template".length()) : "";
            if (all.containsKey(kind)) all.put(kind, parse(all.get(kind), text));
            else log.warning(place() + "unknown template name: " + name + " -- ignoring this template");
        }

        /// Postfix tells the line behind the one that it has just read.
        private String place() {
            return file + ", line " + (at + 1) + ": ";
        }

        private List<String> block(String end) {
            if (end.isEmpty()) throw new ConfigException(place() + "missing end marker after <<");
            if (!Character.isLetterOrDigit(end.charAt(0)))
                throw new ConfigException(place() + "malformed end marker after <<");
            var block = new ArrayList<String>();
            while (at < lines.length) {
                String line = lines[at++];
                if (line.equals(end)) return block;
                block.add(line);
            }
            at--;
            log.warning(place() + "missing \"" + end + "\" end marker");
            return block;
        }

        private Template parse(Template old, List<String> text) {
            var headers = new HashMap<String, String>();
            int next = 0;
            for (; next < text.size() && HeaderLine.is(text.get(next)); next++)
                if (!header(old, text.get(next), headers)) return old;
            while (next < text.size() && text.get(next).isBlank()) next++;
            if (next == text.size()) return rejected(old, "missing message text");
            var body = text.subList(next, text.size());
            String charset = headers.getOrDefault("charset", old.charset());
            if (Latin1.same(charset, "us-ascii") && body.stream().anyMatch(EightBit::in)) {
                log.warning(file + ": 8-bit message text in " + old.name() + " template");
                log.warning("please specify a charset value other than us-ascii");
                log.warning("-- ignoring this template for now");
                return old;
            }
            return new Template(old.name(), charset, headers.getOrDefault("from", old.from()),
                headers.getOrDefault("subject", old.subject()),
                headers.getOrDefault("postmaster-subject", old.copySubject()), body);
        }

        private boolean header(Template old, String line, Map<String, String> headers) {
            int colon = line.indexOf(':');
            String label = line.substring(0, colon).strip(), value = line.substring(colon + 1).strip();
            String problem = value.isEmpty() ? "empty \"" + label + "\" header value"
                : EightBit.in(value) ? "non-ASCII \"" + label + "\" header value" : problem(old, label);
            if (!problem.isEmpty()) rejected(old, problem);
            else headers.put(Latin1.lower(label), value);
            return problem.isEmpty();
        }

        private static String problem(Template old, String label) {
            return switch (Latin1.lower(label)) {
                case "charset", "from", "subject" -> "";
                case "postmaster-subject" -> old.copySubject().isEmpty()
                    ? "inapplicable \"" + label + "\" header label" : "";
                default -> "unknown \"" + label + "\" header label";
            };
        }

        private Template rejected(Template old, String problem) {
            log.warning(file + ": " + problem + " in " + old.name() + " template -- ignoring this template");
            return old;
        }
    }
}
