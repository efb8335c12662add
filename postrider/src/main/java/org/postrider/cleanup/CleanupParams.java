package org.postrider.cleanup;

import static org.postrider.config.Bounds.between;

import java.util.List;
import org.postrider.config.Param;

/// Parameters of mail on its way into the queue.
public final class CleanupParams {
    private static final int FAR = Integer.MAX_VALUE;

    public static final Param<Integer> HOPCOUNT_LIMIT = Param.number("hopcount_limit", "50", between(1, FAR), "", """
        The most Received: headers a message may have; one with more is taken to loop.""");
    public static final Param<Integer> HEADER_SIZE_LIMIT = Param.number("header_size_limit", "102400", between(1, FAR),
        "", """
        Bytes of one header that are kept; the rest of it is dropped.""");
    public static final Param<Integer> HEADER_TOKEN_LIMIT = Param.number("header_address_token_limit", "10240",
        between(1, FAR), "", """
        Words and signs of an address header that are looked at when it is rewritten; the rest of it is dropped.""");
    public static final Param<Integer> MIME_NESTING_LIMIT = Param.number("mime_nesting_limit", "100", between(1, FAR),
        "2.0", """
        How deep MIME parts are looked into. A deeper message is refused where its structure is checked.""");
    public static final Param<Integer> MIME_BOUNDARY_LIMIT = Param.number("mime_boundary_length_limit", "2048",
        between(1, FAR), "2.0", """
        Bytes of a MIME boundary that are compared.""");
    public static final Param<Boolean> DISABLE_MIME_INPUT = Param.yesNo("disable_mime_input_processing", "no", "2.0",
        """
        Takes all that follows the first header for body, whatever Content-Type: says.""");
    public static final Param<Boolean> STRICT_8BITMIME = Param.yesNo("strict_8bitmime", "no", "2.0", """
        Both strict_7bit_headers and strict_8bitmime_body.""");
    public static final Param<Boolean> STRICT_7BIT_HEADERS = Param.yesNo("strict_7bit_headers", "no", "2.0", """
        Refuses mail with bytes beyond US-ASCII in its headers, which mail without SMTPUTF8 must not have.""");
    public static final Param<Boolean> STRICT_8BIT_BODY = Param.yesNo("strict_8bitmime_body", "no", "2.0", """
        Refuses mail with bytes beyond US-ASCII in bodies that do not announce them. Refuses legitimate mail too.""");
    public static final Param<Boolean> STRICT_ENCODING = Param.yesNo("strict_mime_encoding_domain", "no", "2.0", """
        Refuses mail with an encoding on multipart or message bodies, which these must not have.""");
    public static final Param<Boolean> DETECT_8BIT = Param.yesNo("detect_8bit_encoding_header", "yes", "2.5", """
        Takes mail for 8-bit mail when a Content-Transfer-Encoding: header says so, even when the client did not.""");
    public static final Param<Boolean> REPLACE_STRAY_CR_LF = Param.yesNo("cleanup_replace_stray_cr_lf", "yes", "3.9",
        """
        Puts a blank in the place of each carriage return inside a line: others may take it for a line end.""");
    public static final Param<String> NON_EMPTY_END = Param.required("non_empty_end_of_header_action", "fix_quietly",
        "3.11", """
        What to do when the header ends with a line that is no header and not empty: `fix_quietly` puts an empty line
        before it, `add_header` also adds a MIME-Error: header, `reject` refuses the message.""");
    public static final Param<Boolean> ALWAYS_ADD_HEADERS = Param.yesNo("always_add_missing_headers", "no", "2.6", """
        Adds missing From:, To:, Date: and Message-ID: also to mail whose headers are not rewritten.""");
    public static final Param<String> UNDISCLOSED_RECIPIENTS = Param.text("undisclosed_recipients_header", "", "", """
        The header that mail without To: and Cc: gets, for example `To: undisclosed-recipients:;`.""");
    public static final Param<String> DROP_HEADERS = Param.text("message_drop_headers",
        "bcc, content-length, resent-bcc, return-path", "3.0", """
        Headers that are removed, after their addresses were looked at.""");
    public static final Param<String> FROM_FORMAT = Param.required("header_from_format", "standard", "3.3", """
        How a From: that is added shows the sender's name: `standard` gives `Name <address>`, `obsolete` gives
        `address (Name)`.""");
    public static final Param<String> FULL_NAME_CHARSET = Param.required("full_name_encoding_charset", "utf-8",
        "3.10", """
        The character set that names beyond US-ASCII are in when they are put into a From: header.""");
    public static final Param<Integer> DUPLICATE_FILTER_LIMIT = Param.number("duplicate_filter_limit", "1000",
        between(0, FAR), "", """
        How many recipients are remembered to drop those that come twice. 0: all.""");
    public static final Param<Boolean> ORIGINAL_RECIPIENT = Param.yesNo("enable_original_recipient", "yes", "2.0", """
        Keeps recipients apart that were given as different addresses but come to the same one, for X-Original-To:.""");
    public static final Param<String> REJECT_CHARACTERS = Param.text("message_reject_characters", "", "2.3", """
        Characters that a message must not have, in C's notation: `\\0`.""");
    public static final Param<String> STRIP_CHARACTERS = Param.text("message_strip_characters", "", "2.3", """
        Characters that are removed from messages, in C's notation: `\\0`.""");
    public static final Param<String> ALWAYS_BCC = Param.text("always_bcc", "", "", """
        An address that gets a copy of every message from outside.""");

    public static final Param<String> SENDER_BCC_MAPS = Param.text("sender_bcc_maps", "", "2.1", """
        Tables from sender to an address that gets a copy of the mail.""");
    public static final Param<String> RECIPIENT_BCC_MAPS = Param.text("recipient_bcc_maps", "", "2.1", """
        Tables from recipient, before aliases, to an address that gets a copy of the mail.""");

    public static final Param<String> CANONICAL_CLASSES = Param.text("canonical_classes",
        "envelope_sender, envelope_recipient, header_sender, header_recipient", "2.2", """
        Which addresses canonical_maps are for: envelope_sender, envelope_recipient, header_sender,
        header_recipient.""");
    public static final Param<String> SENDER_CANONICAL_CLASSES = Param.text("sender_canonical_classes",
        "envelope_sender, header_sender", "2.2", """
        Which addresses sender_canonical_maps are for: envelope_sender, header_sender.""");
    public static final Param<String> RECIPIENT_CANONICAL_CLASSES = Param.text("recipient_canonical_classes",
        "envelope_recipient, header_recipient", "2.2", """
        Which addresses recipient_canonical_maps are for: envelope_recipient, header_recipient.""");
    public static final Param<String> MASQUERADE_DOMAINS = Param.text("masquerade_domains", "", "", """
        Domains whose hosts are hidden: an address below one gets the domain itself. The first that fits decides; with
        `!` in front, addresses below it stay as they are.""");
    public static final Param<String> MASQUERADE_EXCEPTIONS = Param.text("masquerade_exceptions", "", "", """
        Local parts that keep their host: names, `/file/name`, `type:table`, `!` in front excludes.""");
    public static final Param<String> MASQUERADE_CLASSES = Param.text("masquerade_classes",
        "envelope_sender, header_sender, header_recipient", "", """
        Which addresses masquerade_domains are for: envelope_sender, envelope_recipient, header_sender,
        header_recipient.""");
    public static final Param<Integer> ALIAS_EXPANSION_LIMIT = Param.number("virtual_alias_expansion_limit", "1000",
        between(1, FAR), "2.1", """
        How many addresses virtual_alias_maps may make of one recipient. More: the message is not taken now.""");
    public static final Param<Integer> ALIAS_RECURSION_LIMIT = Param.number("virtual_alias_recursion_limit", "1000",
        between(1, FAR), "2.1", """
        How many steps virtual_alias_maps may take from a recipient to what it becomes. More: the message is not taken
        now.""");
    public static final Param<Integer> ALIAS_LENGTH_LIMIT = Param.number("virtual_alias_address_length_limit", "1000",
        between(1, FAR), "3.0", """
        Bytes of an address that virtual_alias_maps may answer. More: the message is not taken now.""");

    public static final Param<String> HEADER_CHECKS = Param.text("header_checks", "", "", """
        Tables that are asked for each header of a message with its continued lines: header_checks(5).""");
    public static final Param<String> MIME_HEADER_CHECKS = Param.text("mime_header_checks", "$header_checks", "2.0",
        """
        The same for headers that describe MIME parts.""");
    public static final Param<String> NESTED_HEADER_CHECKS = Param.text("nested_header_checks", "$header_checks",
        "2.0", """
        The same for headers of attached messages.""");
    public static final Param<String> BODY_CHECKS = Param.text("body_checks", "", "2.0", """
        Tables that are asked for each line of a body: header_checks(5).""");
    public static final Param<Integer> BODY_CHECKS_SIZE = Param.number("body_checks_size_limit", "51200",
        between(0, FAR), "2.0", """
        How many bytes of each MIME part body_checks look at. 0: all.""");
    public static final Param<Integer> ATTRIBUTE_LIMIT = Param.number("queue_file_attribute_count_limit", "100",
        between(1, FAR), "2.1", """
        How many attributes a message may have beside sender and recipients.""");
    public static final Param<String> INTERNAL_FILTER_CLASSES = Param.text("internal_mail_filter_classes", "", "2.3",
        """
        Which mail of our own is checked as that of others is: bounce (notices to senders), notify (to the
        postmaster).""");

    public static final Param<String> AUTODETECT_CLASSES = Param.required("smtputf8_autodetect_classes",
        "sendmail, verify", "3.0", """
        Whose mail is sent on as SMTPUTF8 mail when it needs that, without having said so: sendmail, smtpd, qmqpd,
        forward, bounce, notify, verify, all.""");
    public static final Param<String> CLEANUP_SERVICE = Param.required("cleanup_service_name", "cleanup", "2.0", """
        Which of the cleanup services in master.cf takes the mail of this service: one may check or rewrite it
        differently than another.""");

    public static final Param<String> CONTENT_FILTER = Param.text("content_filter", "", "", """
        Where mail goes before it goes anywhere else: `transport:nexthop` of a filter that gives it back.""");
    public static final Param<String> RECEIVE_OVERRIDES = Param.text("receive_override_options", "", "2.1", """
        What is left out for mail that comes in by a service: no_unknown_recipient_checks, no_address_mappings,
        no_header_body_checks, no_milters.""");

    public static final List<Param<?>> ALL = List.of(HOPCOUNT_LIMIT, HEADER_SIZE_LIMIT, HEADER_TOKEN_LIMIT,
        MIME_NESTING_LIMIT, MIME_BOUNDARY_LIMIT, DISABLE_MIME_INPUT, STRICT_8BITMIME, STRICT_7BIT_HEADERS,
        STRICT_8BIT_BODY, STRICT_ENCODING, DETECT_8BIT, REPLACE_STRAY_CR_LF, NON_EMPTY_END, ALWAYS_ADD_HEADERS,
        UNDISCLOSED_RECIPIENTS, DROP_HEADERS, FROM_FORMAT, FULL_NAME_CHARSET, DUPLICATE_FILTER_LIMIT,
        ORIGINAL_RECIPIENT, REJECT_CHARACTERS, STRIP_CHARACTERS, ALWAYS_BCC,
        SENDER_BCC_MAPS, RECIPIENT_BCC_MAPS, CANONICAL_CLASSES, SENDER_CANONICAL_CLASSES, RECIPIENT_CANONICAL_CLASSES,
        MASQUERADE_DOMAINS, MASQUERADE_EXCEPTIONS, MASQUERADE_CLASSES, ALIAS_EXPANSION_LIMIT, ALIAS_RECURSION_LIMIT,
        ALIAS_LENGTH_LIMIT, HEADER_CHECKS, MIME_HEADER_CHECKS, NESTED_HEADER_CHECKS, BODY_CHECKS, BODY_CHECKS_SIZE,
        ATTRIBUTE_LIMIT, INTERNAL_FILTER_CLASSES, AUTODETECT_CLASSES,
        CLEANUP_SERVICE, CONTENT_FILTER, RECEIVE_OVERRIDES);

    private CleanupParams() {}
}
