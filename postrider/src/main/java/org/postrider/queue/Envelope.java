package org.postrider.queue;

import java.time.Instant;
import java.util.Map;
import org.postrider.address.Address;
import org.postrider.status.Ret;

/// All that is kept of a message beside its content and recipients.
///
/// @param sender     the return path
/// @param arrival    when it came in; everything about expiry counts from here
/// @param fullName   of a local submitter, from `sendmail -F` or the password file; may be empty
/// @param attributes further facts by Postfix's queue file attribute names, kept and passed on by the rooms that know
///                   them: `content_filter`, `redirect`, `verp_delimiters`, `rewrite_context`, `trace_flags`, ...
public record Envelope(Address sender, Instant arrival, String fullName, Origin origin, Options options,
                       Map<String, String> attributes) {
    /// Attribute: recipients, by index and separated by commas, whose sender was told that they failed or got it.
    public static final String TOLD = "notified_recipients";
    /// Attribute: seconds since 1970 when a requeued message was taken in anew; its life counts from there.
    public static final String CREATED = "create_time";

    /// Attribute: indexes, between commas, of recipients that aliases replaced at entry. They are done, and kept for
    /// what is told of them.
    public static final String EXPANDED = "expanded_recipients";

    /// What MAIL FROM asked for.
    ///
    /// @param envid    ENVID, xtext already decoded; empty when absent
    /// @param eightBit BODY=8BITMIME was said, or the content has such bytes
    /// @param smtputf8 SMTPUTF8 was said (RFC 6531)
    /// @param requireTls REQUIRETLS was said (RFC 8689)
    public record Options(Ret ret, String envid, boolean eightBit, boolean smtputf8, boolean requireTls) {
        public static final Options NONE = new Options(Ret.UNSAID, "", false, false, false);
    }

    public Envelope {
        attributes = Map.copyOf(attributes);
    }

    /// When its life in the queue began.
    public Instant created() {
        String seconds = attribute(CREATED);
        return seconds.isEmpty() ? arrival : Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    public static Envelope of(Address sender, Instant arrival) {
        return new Envelope(sender, arrival, "", Origin.LOCAL, Options.NONE, Map.of());
    }

    /// The attribute, or empty.
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }
}
