package org.postrider.cleanup;

import java.util.EnumSet;
import java.util.Set;
import org.postrider.address.AddressList;
import org.postrider.address.Quoting;
import org.postrider.cleanup.Draft.Problem;
import org.postrider.log.Log;
import org.postrider.message.DateHeader;
import org.postrider.message.EightBit;
import org.postrider.message.HeaderLine;
import org.postrider.message.HeaderName;
import org.postrider.message.MessageId;
import org.postrider.message.MimeTrouble;
import org.postrider.message.MimeWalk;
import org.postrider.text.Bytes;
import org.postrider.text.Folding;
import org.postrider.text.Latin1;

/// Makes a message's header complete and clean while it streams by: counts hops, drops, rewrites and adds. Used by one
/// thread.
final class HeaderPass implements MimeWalk.Sink {
    private static final Set<HeaderName> VISIBLE =
        EnumSet.of(HeaderName.TO, HeaderName.CC, HeaderName.RESENT_TO, HeaderName.RESENT_CC);
    /// A header that is cut at its limit ends with a whole line when that costs less than a tenth of it.
    private static final double NICE_CUT = 0.9;

    /// How much of a text the log shows.
    private static final int SHOWN = 100;

    private final Rules rules;
    private final Facts facts;
    private final Out out;
    private final Trouble trouble;
    private final Log log;
    private final ContentChecks checks;
    private final BodyLines lines;
    private final Set<HeaderName> seen = EnumSet.noneOf(HeaderName.class);
    private int hops;
    private boolean resent;
    private boolean eightBit;
    private boolean eightBitHeader;
    private boolean nonEmptyEnd;
    private String messageId = "";

    HeaderPass(Rules rules, Facts facts, Out out, ContentChecks checks) {
        this.rules = rules;
        this.facts = facts;
        this.out = out;
        this.checks = checks;
        trouble = facts.passage().trouble();
        log = facts.log();
        lines = new BodyLines(new Lines(), rules.checks().line());
    }

    /// True when a header announced bytes beyond US-ASCII in a body.
    boolean isEightBit() {
        return eightBit;
    }

    /// True when a header has bytes beyond US-ASCII.
    boolean hasEightBitHeader() {
        return eightBitHeader;
    }

    /// With angle brackets; empty when there is none.
    String messageId() {
        return messageId;
    }

    /// What follows a NUL in a header is dropped, as programs that end their texts there would not see it.
    @Override public void header(MimeWalk.Section section, HeaderName name, byte[] bytes, int length) {
        if (trouble.isLethal()) return;
        int nul = Bytes.indexOf(bytes, (byte) 0, 0, length);
        header(section, name, new Text(bytes, nul < 0 ? length : nul));
    }

    /// A header's text.
    private record Text(byte[] bytes, int length) {}

    private void header(MimeWalk.Section section, HeaderName name, Text text) {
        byte[] bytes = text.bytes;
        int length = text.length;
        if (name == HeaderName.RECEIVED) hops++;
        var where = name.holds() == HeaderName.Holds.MIME ? MimeWalk.Section.MIME : section;
        switch (checks.header(where, bytes, length)) {
            case ContentChecks.Outcome.Keep() -> take(where, name, bytes, length);
            case ContentChecks.Outcome.Drop() -> { }
            case ContentChecks.Outcome.Prepend(String before) -> {
                put(before);
                take(where, name, bytes, length);
            }
            case ContentChecks.Outcome.Replace(String instead) -> {
                byte[] other = Latin1.bytes(Folding.indent(instead));
                take(where, HeaderName.of(other, 0, HeaderLine.nameLength(other, 0, other.length)), other,
                    other.length);
            }
        }
    }

    private void take(MimeWalk.Section section, HeaderName name, byte[] bytes, int length) {
        if (name == HeaderName.CONTENT_TRANSFER_ENCODING && rules.detect8bit()) encoding(bytes, length);
        if (section != MimeWalk.Section.PRIMARY) put(bytes, length);
        else if (name != HeaderName.OTHER) known(name, bytes, length);
        else if (rules.droppedOther().isEmpty() || !rules.droppedOther().contains(nameOf(bytes))) put(bytes, length);
    }

    private static String nameOf(byte[] bytes) {
        int colon = 0;
        while (bytes[colon] != ':') colon++;
        return Latin1.lower(Latin1.of(bytes, 0, colon));
    }

    private void encoding(byte[] bytes, int length) {
        String value = Latin1.lower(value(HeaderName.CONTENT_TRANSFER_ENCODING, bytes, length));
        if (value.equals("8bit") || value.equals("binary")) eightBit = true;
    }

    /// What follows the colon and blanks.
    private static String value(HeaderName name, byte[] bytes, int length) {
        int at = name.label().length() + 1;
        while (at < length && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n')) at++;
        return Latin1.of(bytes, at, length - at);
    }

    private void known(HeaderName name, byte[] bytes, int length) {
        seen.add(name);
        if (name == HeaderName.RECEIVED) received();
        else if (name == HeaderName.MESSAGE_ID) messageId(value(name, bytes, length));
        else if (name == HeaderName.RESENT_MESSAGE_ID)
            log.info(facts.id() + ": resent-message-id=" + value(name, bytes, length));
        if (trouble.isLethal()) return;
        resent |= name.isResent();
        if (rules.dropped().contains(name)) return;
        boolean addresses = name.holds() == HeaderName.Holds.SENDERS || name.holds() == HeaderName.Holds.RECIPIENTS;
        if (addresses && facts.rewrites()) rewrite(name, bytes, length);
        else put(bytes, length);
    }

    private void received() {
        if (hops < rules.hops()) return;
        log.warning(facts.id() + ": message rejected: hopcount exceeded");
        trouble.add(Problem.HOPS);
    }

    private void messageId(String value) {
        log.info(facts.id() + ": message-id=" + value);
        int end = value.indexOf('>');
        if (messageId.isEmpty() && value.startsWith("<") && end > 0) messageId = value.substring(0, end + 1);
    }

    /// A header that is not changed by rewriting stays as it is, to the byte.
    private void rewrite(HeaderName name, byte[] bytes, int length) {
        int start = name.label().length() + 1;
        var place = name.holds() == HeaderName.Holds.SENDERS ? Place.HEADER_SENDER : Place.HEADER_RECIPIENT;
        if (facts.addresses().isPlainEnough(place, facts.passage()) && PlainAddresses.all(bytes, start, length)) {
            put(bytes, length);
            return;
        }
        var changed = new boolean[1];
        var list = AddressList.parse(Latin1.of(bytes, start, length - start), rules.tokens()).rewrite(address -> {
            var other = facts.addresses().header(facts.context(), place, address, facts.passage());
            changed[0] |= !other.equals(address);
            return other;
        });
        if (!changed[0]) put(bytes, length);
        else put(Folding.fill(Latin1.of(bytes, 0, start - 1) + ": " + list.lines(this::stripped)));
    }

    private void stripped(String element) {
        log.warning("stripping too many comments from address: " + element.substring(0, Math.min(SHOWN,
            element.length())) + "...");
    }

    /// A header that was put together; its continued lines get their tab here.
    void put(String header) {
        byte[] bytes = Latin1.bytes(Folding.indent(header));
        put(bytes, bytes.length);
    }

    private void put(byte[] bytes, int length) {
        eightBitHeader = eightBitHeader || EightBit.in(bytes, 0, length);
        int most = rules.limits().header();
        out.write(bytes, 0, length <= most ? length : cut(bytes, most));
        out.newline();
    }

    private static int cut(byte[] bytes, int most) {
        for (int i = most; i > NICE_CUT * most; i--)
            if (bytes[i] == '\n') return i;
        return most;
    }

    @Override public void headEnd() {
        if (trouble.isLethal()) return;
        if (hops == 0) {
            log.warning(facts.id() + ": message rejected: no Received: header");
            trouble.add(Problem.BAD);
            return;
        }
        boolean add = facts.rewrites() || rules.addMissing();
        if (add) addMessageId();
        if (!seen.contains(HeaderName.MESSAGE_ID)) log.info(facts.id() + ": message-id=<>");
        if (add) addOthers();
        if (nonEmptyEnd && rules.endOfHeader() == Rules.EndOfHeader.ADD_HEADER)
            put("MIME-Error: message header was not terminated by empty line");
    }

    private void addMessageId() {
        var name = resent ? HeaderName.RESENT_MESSAGE_ID : HeaderName.MESSAGE_ID;
        if (!seen.add(name)) return;
        String id = facts.id().text(), host = rules.hostname();
        String value = rules.longIds() ? MessageId.ofLongId(id, host) : MessageId.of(facts.created(), id, host);
        put(name.label() + ": " + value);
        log.info(facts.id() + ": " + (resent ? "resent-" : "") + "message-id=" + value);
        if (!resent && messageId.isEmpty()) messageId = value;
    }

    private void addOthers() {
        var date = resent ? HeaderName.RESENT_DATE : HeaderName.DATE;
        if (!seen.contains(date)) put(date.label() + ": " + DateHeader.local().text(facts.arrival()));
        var from = resent ? HeaderName.RESENT_FROM : HeaderName.FROM;
        if (!seen.contains(from)) put(Folding.fill(from.label() + ": " + fromValue()));
        if (rules.undisclosed().isEmpty() || seen.stream().anyMatch(VISIBLE::contains)) return;
        if (HeaderLine.is(rules.undisclosed())) put(rules.undisclosed());
        else log.warning("bad " + CleanupParams.UNDISCLOSED_RECIPIENTS + " header text \"" + rules.undisclosed()
            + "\" -- need \"headername: headervalue\"");
    }

    private String fromValue() {
        if (facts.sender().isNull()) return "MAILER-DAEMON";
        String address = Quoting.header(facts.sender());
        String name = rules.obsoleteFrom() ? FullName.comment(facts.fullName(), rules.charset())
            : FullName.phrase(facts.fullName(), rules.charset());
        if (name.isEmpty()) return address;
        return rules.obsoleteFrom() ? address + "\n(" + name + ")" : name + "\n<" + address + ">";
    }

    @Override public void body(byte[] bytes, int offset, int length, long at) {
        if (rules.checks().body().isEmpty()) out.write(bytes, offset, length);
        else lines.take(bytes, offset, length, at);
    }

    /// Bodies that are checked.
    private final class Lines implements BodyLines.Taker {
        @Override public boolean wants(long at) {
            return checks.looksAtBody(at);
        }

        @Override public void line(byte[] bytes, int offset, int length, boolean ended) {
            if (trouble.isLethal()) return;
            int whole = ended ? length + 1 : length;
            switch (checks.isActive() ? checks.body(bytes, offset, length) : ContentChecks.KEEP) {
                case ContentChecks.Outcome.Keep() -> out.write(bytes, offset, whole);
                case ContentChecks.Outcome.Drop() -> { }
                case ContentChecks.Outcome.Prepend(String text) -> {
                    out.write(text);
                    out.newline();
                    out.write(bytes, offset, whole);
                }
                case ContentChecks.Outcome.Replace(String text) -> {
                    out.write(text);
                    if (ended) out.newline();
                }
            }
        }

        @Override public void rest(byte[] bytes, int offset, int length) {
            out.write(bytes, offset, length);
        }
    }

    @Override public void trouble(MimeTrouble kind, byte[] bytes, int offset, int length) {
        nonEmptyEnd |= kind == MimeTrouble.NON_EMPTY_END;
        if (kind == MimeTrouble.NON_EMPTY_END && rules.endOfHeader() != Rules.EndOfHeader.REJECT) return;
        log.info(facts.id() + ": reject: mime-error " + kind.text() + ": "
            + Latin1.of(bytes, offset, Math.min(length, SHOWN)) + " from " + facts.client().origin() + "; from=<"
            + facts.shownSender() + "> to=<" + facts.shownRecipient().orElse("unknown") + ">");
    }
}
