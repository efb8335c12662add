package org.postrider.bounce;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.cleanup.InternalMail;
import org.postrider.message.DateHeader;
import org.postrider.message.EightBit;
import org.postrider.message.HeaderLine;
import org.postrider.queue.Attempt;
import org.postrider.queue.QueuedMessage;
import org.postrider.queue.Recipient;
import org.postrider.status.Fate;
import org.postrider.text.Latin1;

/// One delivery report (RFC 3464) on its way into a message. Used by one thread.
final class Report {
    private static final int PIECE = 16_384;

    private final InternalMail mail;
    private final QueuedMessage about;
    private final Look look;
    private final String boundary;
    private final String sender;

    /// What reports have in common.
    ///
    /// @param copy it is for the postmaster
    record Look(Site site, Template template, boolean copy, Instant now) {
        /// @param utf8     addresses may have bytes beyond US-ASCII (`smtputf8_enable`)
        /// @param mailName atom for `X-name-...` fields
        /// @param daemon   `MAILER-DAEMON@...`, what the null sender is shown as
        record Site(String hostname, String mailName, Address daemon, boolean utf8, boolean threaded) {}
    }

    Report(InternalMail mail, QueuedMessage about, Look look) {
        this.mail = mail;
        this.about = about;
        this.look = look;
        boundary = about.id() + "." + look.now.getEpochSecond() + "/" + look.site.hostname();
        var from = about.envelope().sender();
        sender = Quoting.header(from.isNull() ? look.site.daemon() : from);
    }

    void header(Address to) {
        var template = look.template;
        mail.line("From: " + template.from());
        mail.line("Subject: " + (look.copy && !template.copySubject().isEmpty() ? template.copySubject()
            : template.subject()));
        mail.line("To: " + Quoting.header(to));
        String id = look.site.threaded() ? about.envelope().attribute("message_id") : "";
        if (!id.isEmpty()) {
            mail.line("References: " + id);
            mail.line("In-Reply-To: " + id);
        }
        mail.line("Auto-Submitted: " + (look.copy ? "auto-generated" : "auto-replied"));
        mail.line("MIME-Version: 1.0");
        mail.line("Content-Type: multipart/report; report-type=delivery-status;");
        mail.line("\tboundary=\"" + boundary + "\"");
        encoding();
        mail.line("");
        mail.line("This is a MIME-encapsulated message.");
        part("Notification");
        mail.line("Content-Type: text/plain; charset=" + charset());
        encoding();
        mail.line("");
    }

    private boolean eightBit() {
        return look.site.utf8() || about.envelope().options().eightBit();
    }

    private void encoding() {
        if (eightBit()) mail.line("Content-Transfer-Encoding: 8bit");
    }

    private String charset() {
        String charset = look.template.charset();
        return !Latin1.same(charset, "us-ascii") ? charset : eightBit() ? "utf-8" : "us-ascii";
    }

    private void part(String description) {
        mail.line("");
        mail.line("--" + boundary);
        mail.line("Content-Description: " + description);
    }

    /// The polite text; the postmaster needs none.
    void text(List<String> lines) {
        for (var line : lines) mail.line(line);
    }

    /// What happened, for people.
    void reasons(List<Attempt> attempts) {
        for (var attempt : attempts) {
            var recipient = about.recipients().get(attempt.recipient());
            mail.line("");
            String original = Quoting.header(recipient.original());
            String from = isExpanded(recipient) ? " (expanded from <" + original + ">)" : "";
            wrapped("<" + Quoting.header(recipient.address()) + ">" + from + ": " + attempt.fate().why().text());
        }
    }

    private static boolean isExpanded(Recipient recipient) {
        return !recipient.original().isNull()
            && !Latin1.same(recipient.original().text(), recipient.address().text());
    }

    private void wrapped(String text) {
        for (var line : Wrap.lines(printable(text.stripTrailing()))) mail.line(line);
    }

    private static String printable(String text) {
        var out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++)
            if (out.charAt(i) < ' ' || out.charAt(i) == 0x7f) out.setCharAt(i, '?');
        return out.toString();
    }

    /// The same for machines.
    ///
    /// @param until for delay notices: when it is given up; otherwise unused
    void fields(List<Attempt> attempts, Instant until) {
        boolean global = about.envelope().options().smtputf8();
        part("Delivery report");
        mail.line("Content-Type: message/" + (global ? "global-" : "") + "delivery-status");
        if (global) encoding();
        mail.line("");
        String x = "X-" + look.site.mailName();
        mail.line("Reporting-MTA: dns; " + look.site.hostname());
        String envid = about.envelope().options().envid();
        if (!envid.isEmpty()) mail.line("Original-Envelope-Id: " + envid);
        mail.line(x + "-Queue-ID: " + about.id());
        mail.line(x + "-Sender: " + type(sender) + "; " + sender);
        mail.line("Arrival-Date: " + date(about.envelope().arrival()));
        for (var attempt : attempts) recipient(attempt, until);
    }

    private static String date(Instant when) {
        return DateHeader.local().text(when);
    }

    private String type(String address) {
        var envelope = about.envelope();
        boolean any = envelope.options().smtputf8() || !envelope.attribute("eight_bit").isEmpty();
        return any && EightBit.in(address) ? "utf-8" : "rfc822";
    }

    private void recipient(Attempt attempt, Instant until) {
        var recipient = about.recipients().get(attempt.recipient());
        String address = Quoting.header(recipient.address()), original = Quoting.header(recipient.original());
        mail.line("");
        mail.line("Final-Recipient: " + type(address) + "; " + address);
        if (!recipient.orcpt().isEmpty()) mail.line("Original-Recipient: " + recipient.orcpt());
        else if (isExpanded(recipient)) mail.line("Original-Recipient: " + type(original) + "; " + original);
        mail.line("Action: " + action(attempt.fate()));
        var why = attempt.fate().why();
        mail.line("Status: " + why.status());
        if (!why.mta().isEmpty()) wrapped("Remote-MTA: dns; " + why.mta());
        var diagnostic = why.diagnostic();
        boolean own = diagnostic.type().isEmpty() || diagnostic.type().equals("X-Postfix");
        wrapped("Diagnostic-Code: " + (own ? "X-" + look.site.mailName() + "; " + why.text()
            : diagnostic.type() + "; " + diagnostic.text()));
        if (isDelay()) mail.line("Will-Retry-Until: " + date(until));
    }

    private boolean isFailure() {
        return look.template.name().equals(Template.FAILURE.name());
    }

    /// Nothing was delivered, a user only wanted to know (`sendmail -bv`).
    private boolean isProbe() {
        return about.envelope().attribute("trace_flags").equals("512");
    }

    private boolean isDelay() {
        return look.template.name().equals(Template.DELAY.name());
    }

    private String action(Fate fate) {
        if (isFailure()) return "failed";
        if (isProbe()) return switch (fate) {
            case Fate.Delivered _, Fate.Relayed _, Fate.PassedOn _, Fate.Expanded _ -> "deliverable";
            case Fate.Deferred _, Fate.Bounced _ -> "undeliverable";
        };
        return switch (fate) {
            case Fate.Delivered _ -> "delivered";
            case Fate.Relayed _, Fate.PassedOn _ -> "relayed";
            case Fate.Expanded _ -> "expanded";
            case Fate.Deferred _ -> "delayed";
            case Fate.Bounced _ -> "failed";
        };
    }

    /// The message itself, or its header, and the end of the report.
    void original(boolean bare) {
        boolean global = about.envelope().options().smtputf8();
        part((isFailure() || isDelay() ? "Undelivered " : "") + (bare ? "Message Headers" : "Message"));
        mail.line("Content-Type: " + (global ? bare ? "message/global-headers" : "message/global"
            : bare ? "text/rfc822-headers" : "message/rfc822"));
        encoding();
        mail.line("");
        try (var in = about.content().open()) {
            mail.line("Return-Path: <" + sender + ">");
            if (bare) copyHeader(in);
            else copy(in);
        } catch (IOException e) {
            mail.line("\t--- Undelivered message unavailable ---");
        }
        mail.line("");
        mail.line("--" + boundary + "--");
    }

    private void copy(InputStream in) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) mail.content(piece, 0, length);
    }

    /// Until the first line that belongs to no header. A header is limited when it comes in.
    private void copyHeader(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in, PIECE);
        var line = new ByteArrayOutputStream();
        for (int c = buffered.read(); c >= 0; c = buffered.read()) {
            line.write(c);
            if (c != '\n') continue;
            byte[] bytes = line.toByteArray();
            boolean folded = bytes[0] == ' ' || bytes[0] == '\t';
            if (!folded && HeaderLine.nameLength(bytes, 0, bytes.length) == 0) return;
            mail.content(bytes, 0, bytes.length);
            line.reset();
        }
    }
}
