package org.postrider.command;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import org.postrider.text.Latin1;

/// Prints the records of a queue file as postcat(1) does.
final class RecordPrinter {
    /// What is printed.
    ///
    /// @param raw pointers are not followed
    record Show(boolean envelope, boolean header, boolean body, boolean offsets, boolean types, boolean names,
                boolean verbose, boolean raw) {
        static Show of(Options options) {
            boolean all = !options.has('b') && !options.has('e') && !options.has('h');
            return new Show(all || options.has('e'), all || options.has('h'), all || options.has('b'),
                options.has('o'), options.has('d'), options.has('f'), options.has('v'), options.has('r'));
        }

        boolean text() {
            return header || body;
        }
    }

    private enum Part { ENVELOPE, HEADER, BODY }

    /// Types that an envelope may begin with and go on with.
    private static final String ENVELOPE_TYPES = "MCTcFILSDRO/WAKp>fdVmio<n";

    private final Invocation call;
    private final Show show;
    private final long offset;
    private final MailDates dates;

    RecordPrinter(Invocation call, Show show, long offset, ZoneId zone) {
        this.call = call;
        this.show = show;
        this.offset = offset;
        dates = new MailDates(zone);
    }

    /// @param path as it is shown
    /// @param file all of it
    void print(String path, byte[] file) throws IOException {
        if (offset == 0 && file.length > 0 && ENVELOPE_TYPES.indexOf(file[0]) < 0) {
            call.messages().warning(path + ": input is not a valid queue file");
            return;
        }
        if (offset == 0 && show.envelope()) line("*** ENVELOPE RECORDS " + path + " ***");
        new Walk(path, file).run();
    }

    private void line(String text) throws IOException {
        call.out().write(Latin1.bytes(text + "\n"));
    }

    /// One file.
    private final class Walk {
        private final String path;
        private final byte[] file;
        private int at;
        private Part part = Part.ENVELOPE;
        private boolean print = show.envelope();
        private boolean cut;
        private int jumps;

        Walk(String path, byte[] file) {
            this.path = path;
            this.file = file;
            at = (int) Math.min(offset, file.length);
        }

        void run() throws IOException {
            boolean more = true;
            while (more && at < file.length) more = one();
        }

        /// @return false after the last one
        private boolean one() throws IOException {
            int start = at;
            char type = (char) (file[at++] & 0xff);
            int length = length();
            int from = at;
            at += length;
            switch (type) {
                case 'M' -> marker(start, type, "MESSAGE CONTENTS", Part.HEADER);
                case 'X' -> {
                    if (print && cut) call.out().write('\n');
                    marker(start, type, "HEADER EXTRACTED", Part.ENVELOPE);
                    if (!print) return false;
                }
                case 'E' -> {
                    marker(start, type, "MESSAGE FILE END", part);
                    return show.raw();
                }
                case 'p' -> pointer(start, text(from, length));
                case 'w' -> {
                    if (show.verbose() && print) put(start, type, "padding: " + text(from, length));
                }
                default -> {
                    return record(start, type, text(from, length));
                }
            }
            return true;
        }

        private int length() {
            long length = 0;
            for (int shift = 0; shift < 35; shift += 7) {
                if (at >= file.length) throw new CommandException("record read error");
                byte next = file[at++];
                length |= (long) (next & 0x7f) << shift;
                if (next >= 0) break;
            }
            if (length > file.length - at) throw new CommandException("record read error");
            return (int) length;
        }

        private String text(int from, int length) {
            return Latin1.of(file, from, length);
        }

        private void marker(int start, char type, String text, Part next) throws IOException {
            if (show.envelope()) put(start, type, "*** " + text + " " + path + " ***");
            part = next;
            print = next == Part.HEADER ? show.header() : show.envelope();
            cut = false;
        }

        /// A pointer of 0 says to go on where we are.
        private void pointer(int start, String text) throws IOException {
            if (show.verbose() && print) put(start, 'p', "pointer_record: " + text);
            String digits = text.strip();
            boolean good = !digits.isEmpty() && digits.length() < 10
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            if (show.raw()) return;
            if (!good || ++jumps > file.length)
                throw new CommandException("bad pointer record, or input is not seekable");
            int target = Integer.parseInt(digits);
            if (target > 0) at = target;
        }

        private boolean record(int start, char type, String text) throws IOException {
            boolean isText = part != Part.ENVELOPE && (type == 'N' || type == 'L');
            if (isText && part == Part.HEADER && show.text() && !cut && !isHeader(text)) {
                part = Part.BODY;
                print = show.body();
                if (!print && !show.envelope()) return false;
            }
            if (print && isText) text(start, type, text);
            else if (print) put(start, type, named(type, text));
            cut = isText && type == 'L' && !show.offsets() && !show.verbose();
            return true;
        }

        private void text(int start, char type, String text) throws IOException {
            String name = !show.verbose() ? "" : type == 'N' ? "regular_text: " : "unterminated_text: ";
            boolean ends = type == 'N' || show.verbose() || show.offsets();
            call.out().write(Latin1.bytes((cut ? "" : prefix(start, type)) + name + text + (ends ? "\n" : "")));
        }

        private void put(int start, char type, String text) throws IOException {
            line(prefix(start, type) + text);
        }

        private String prefix(int start, char type) {
            String number = String.valueOf(start), code = String.valueOf((int) type);
            return (show.names() ? path + ": " : "")
                + (show.offsets() ? " ".repeat(Math.max(0, 9 - number.length())) + number + " " : "")
                + (show.types() ? " ".repeat(Math.max(0, 3 - code.length())) + code + " " : "");
        }
    }

    private static boolean isHeader(String line) {
        if (line.startsWith(" ") || line.startsWith("\t")) return true;
        int colon = line.indexOf(':');
        int end = colon;
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) end--;
        for (int i = 0; i < end; i++)
            if (line.charAt(i) <= ' ' || line.charAt(i) >= 0x7f) return false;
        return end > 0;
    }

    private String named(char type, String text) {
        return switch (type) {
            case 'T' -> "message_arrival_time: " + time(text);
            case 'W' -> "warning_message_time: " + time(text);
            case 'A' -> text.startsWith("create_time=") ? "create_time: " + time(text.substring(12))
                : "named_attribute: " + text;
            default -> name(type) + ": " + text;
        };
    }

    private static String name(char type) {
        return switch (type) {
            case 'C' -> "message_size";
            case 'c' -> "queue_file_create_time";
            case 'F' -> "sender_fullname";
            case 'I' -> "content_inspector";
            case 'L' -> "content_filter";
            case 'S' -> "sender";
            case 'D' -> "done_recipient";
            case '/' -> "canceled_recipient";
            case 'R' -> "recipient";
            case 'O' -> "original_recipient";
            case 'K' -> "killed_record";
            case 'r' -> "return_receipt";
            case 'e' -> "errors_to";
            case 'P' -> "priority";
            case 'V' -> "verp_delimiters";
            case '>' -> "redirect_to";
            case 'f' -> "flags";
            case '<' -> "dsn_return_flags";
            case 'i' -> "dsn_envelope_id";
            case 'o' -> "dsn_original_recipient";
            case 'n' -> "dsn_notify_flags";
            default -> "unknown_record_type";
        };
    }

    private String time(String seconds) {
        int end = 0;
        while (end < seconds.length() && end < 15 && seconds.charAt(end) >= '0' && seconds.charAt(end) <= '9') end++;
        return dates.ctime(Instant.ofEpochSecond(end == 0 ? 0 : Long.parseLong(seconds.substring(0, end))));
    }
}
