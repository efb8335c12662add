package org.postrider.message;

import java.util.ArrayList;
import java.util.List;
import org.postrider.text.Latin1;

/// The headers that a mail transfer agent looks at, and what it may find in them. All others are [#OTHER].
public enum HeaderName {
    OTHER("", Holds.TEXT), APPARENTLY_TO("Apparently-To", Holds.RECIPIENTS), BCC("Bcc", Holds.RECIPIENTS),
    CC("Cc", Holds.RECIPIENTS), CONTENT_DESCRIPTION("Content-Description", Holds.MIME),
    CONTENT_DISPOSITION("Content-Disposition", Holds.MIME), CONTENT_ID("Content-ID", Holds.MIME),
    CONTENT_LENGTH("Content-Length", Holds.TEXT),
    CONTENT_TRANSFER_ENCODING("Content-Transfer-Encoding", Holds.MIME), CONTENT_TYPE("Content-Type", Holds.MIME),
    DELIVERED_TO("Delivered-To", Holds.TEXT),
    DISPOSITION_NOTIFICATION_TO("Disposition-Notification-To", Holds.SENDERS), DATE("Date", Holds.TEXT),
    ERRORS_TO("Errors-To", Holds.SENDERS), FROM("From", Holds.SENDERS),
    MAIL_FOLLOWUP_TO("Mail-Followup-To", Holds.SENDERS), MESSAGE_ID("Message-Id", Holds.TEXT),
    MIME_VERSION("MIME-Version", Holds.MIME), RECEIVED("Received", Holds.TEXT), REPLY_TO("Reply-To", Holds.SENDERS),
    RESENT_BCC("Resent-Bcc", Holds.RECIPIENTS), RESENT_CC("Resent-Cc", Holds.RECIPIENTS),
    RESENT_DATE("Resent-Date", Holds.TEXT), RESENT_FROM("Resent-From", Holds.SENDERS),
    RESENT_MESSAGE_ID("Resent-Message-Id", Holds.TEXT), RESENT_REPLY_TO("Resent-Reply-To", Holds.RECIPIENTS),
    RESENT_SENDER("Resent-Sender", Holds.SENDERS), RESENT_TO("Resent-To", Holds.RECIPIENTS),
    RETURN_PATH("Return-Path", Holds.SENDERS), RETURN_RECEIPT_TO("Return-Receipt-To", Holds.SENDERS),
    SENDER("Sender", Holds.SENDERS), TO("To", Holds.RECIPIENTS), TLS_REQUIRED("TLS-Required", Holds.TEXT),
    REQUIRE_TLS_ESMTP("Require-TLS-ESMTP", Holds.TEXT);

    /// What a header is about, as far as anybody here cares.
    public enum Holds { TEXT, MIME, SENDERS, RECIPIENTS }

    private static final List<List<HeaderName>> BY_LENGTH = byLength();

    private final String label;
    private final Holds holds;

    HeaderName(String label, Holds holds) {
        this.label = label;
        this.holds = holds;
    }

    /// As it is best spelled; empty for [#OTHER].
    public String label() {
        return label;
    }

    public Holds holds() {
        return holds;
    }

    /// True for the headers by which somebody sends a message on that he received (RFC 5322 section 3.6.6).
    public boolean isResent() {
        return label.startsWith("Resent-");
    }

    /// The header of this name in any case of letters.
    public static HeaderName of(byte[] bytes, int offset, int length) {
        if (length >= BY_LENGTH.size()) return OTHER;
        for (var name : BY_LENGTH.get(length))
            if (matches(name.label, bytes, offset)) return name;
        return OTHER;
    }

    public static HeaderName of(String name) {
        byte[] bytes = Latin1.bytes(name);
        return of(bytes, 0, bytes.length);
    }

    private static boolean matches(String label, byte[] bytes, int offset) {
        for (int i = 0; i < label.length(); i++)
            if (lower(label.charAt(i)) != lower(bytes[offset + i])) return false;
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
    }

    private static List<List<HeaderName>> byLength() {
        var table = new ArrayList<List<HeaderName>>();
        for (int i = 0; i <= 27; i++) table.add(new ArrayList<>());
        for (var name : values())
            if (name != OTHER) table.get(name.label.length()).add(name);
        return table.stream().map(List::copyOf).toList();
    }
}
