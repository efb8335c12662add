package org.postrider.command;

import static org.postrider.config.SiteParams.MESSAGE_SIZE_LIMIT;
import static org.postrider.pickup.PickupParams.SUBMIT_USERS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.config.Settings;
import org.postrider.queue.MaildropFile;
import org.postrider.queue.Submission;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// postdrop(1): takes a message in the records of Postfix's queue files from its input, for programs that submit mail
/// so instead of by sendmail(1).
final class Postdrop implements Command {
    /// Of an envelope, the content, and what was extracted from it: types that may come, the last one ends the part.
    private static final List<String> PARTS = List.of("TCFSRAVM", "NLX", "RAE");

    @Override public String usage() {
        return "[-c config_dir] [-v]";
    }

    @Override public int run(Invocation given) throws IOException {
        var call = given.plain();
        var options = call.options("c:rv");
        var settings = Setup.configuration(call, options.value('c')).settings();
        var voice = Voice.of(call, settings, Voice.Fallback.NOTHING);
        try {
            drop(call, settings, voice);
            return ExitCodes.OK;
        } catch (CommandException end) {
            voice.ending(end);
            throw end;
        }
    }

    private static void drop(Invocation call, Settings settings, Voice voice) throws IOException {
        var caller = Caller.of();
        if (!caller.isAllowed(settings, SUBMIT_USERS, voice.log()))
            throw new CommandException("User " + caller.shown() + " is not allowed to submit mail");
        var queue = MailSystem.of(settings).queue();
        try (var named = MaildropFile.create(queue, new Submission(Map.of(), List.of()), 0)) {
            answer(call, "protocol\0postdrop_protocol\0queue_id\0" + named.id(Time.system().now()) + "\0\0");
        }
        var records = new Records(call.in().readAllBytes(), "uid=" + Integer.toUnsignedString(caller.uid()), voice);
        if (records.isEmpty()) return;      // the caller thought better of it
        records.read();
        try (var file = MaildropFile.create(queue, records.submission(), settings.get(MESSAGE_SIZE_LIMIT))) {
            byte[] content = records.content.toByteArray();
            file.write(content, 0, content.length);
            file.commit();
            answer(call, "status\0000\0reason\0\0\0");
        } catch (MaildropFile.TooLargeException large) {
            voice.warning(records.who + ": File too large");
            answer(call, "status\0008\0reason\0message file too big\0\0");
        }
    }

    private static void answer(Invocation call, String text) throws IOException {
        call.out().write(Latin1.bytes(text));
        call.out().flush();
    }

    /// One message's records.
    private static final class Records {
        private final byte[] bytes;
        private final String who;
        private final Voice voice;
        private final Map<String, String> facts = new HashMap<>();
        private final List<String> recipients = new ArrayList<>();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private int at;

        Records(byte[] bytes, String who, Voice voice) {
            this.bytes = bytes;
            this.who = who;
            this.voice = voice;
        }

        boolean isEmpty() {
            return bytes.length == 0;
        }

        Submission submission() {
            return new Submission(facts, recipients);
        }

        void read() {
            int part = 0;
            while (part < PARTS.size()) {
                if (at >= bytes.length) throw malformed();
                char type = (char) (bytes[at++] & 0xff);
                String text = text(type);
                String expected = PARTS.get(part);
                if (expected.indexOf(type) < 0)
                    throw new CommandException(who + ": unexpected record type: " + (int) type);
                if (type == expected.charAt(expected.length() - 1)) part++;
                else if (part == 1) content.writeBytes(Latin1.bytes(type == 'N' ? text + "\n" : text));
                else envelope(type, text);
            }
        }

        private CommandException malformed() {
            return new CommandException(who + ": malformed input");
        }

        private String text(char type) {
            int length = 0;
            for (int shift = 0;; shift += 7) {
                if (at >= bytes.length || shift > 21) throw malformed();
                byte next = bytes[at++];
                length |= (next & 0x7f) << shift;
                if (next >= 0) break;
            }
            if (length > bytes.length - at) {
                voice.warning("stdin: unexpected EOF in data, record type " + (int) type + " length " + length);
                throw malformed();
            }
            String text = Latin1.of(bytes, at, length);
            at += length;
            return text;
        }

        private void envelope(char type, String text) {
            switch (type) {
                case 'F' -> facts.put("name", text);
                case 'S' -> facts.put("sender", Quoting.header(new Address(text)));
                case 'R' -> recipients.add(Quoting.header(new Address(text)));
                case 'V' -> facts.put("verp", text);
                case 'A' -> attribute(text);
                default -> { }      // times and sizes are ours to say
            }
        }

        private void attribute(String text) {
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals), value = text.substring(equals + 1);
            switch (name) {
                case "encoding" -> {
                    if (value.equals("8bit") || value.equals("7bit")) facts.put("body", value);
                }
                case "rewrite_context" -> {
                    if (value.equals("remote")) facts.put("rewrite", value);
                }
                case "envelope_id" -> facts.put("envid", value);
                case "ret_flags" -> facts.put("ret", value.equals("1") ? "full" : "hdrs");
                case "notify_flags" -> facts.put("notify", value);
                case "trace_flags" -> facts.put("trace", value);
                default -> voice.warning(who + ": ignoring attribute record: " + text);
            }
        }
    }
}
