package org.postrider.queue;

/// Where a message came from, as Postfix keeps it with the message (`log_client_name` and so on) and hands it on by
/// XFORWARD, milter macros and policy requests. Empty text where nothing is known.
///
/// @param clientName    verified name or `unknown`
/// @param clientAddress without brackets; IPv6 without prefix
/// @param clientPort    decimal
/// @param helo          what the client said
/// @param protocol      `SMTP`, `ESMTP`; empty for local submission
/// @param saslMethod    empty when not authenticated
/// @param saslUsername  empty when not authenticated
/// @param saslSender    the AUTH parameter of MAIL FROM
/// @param ident         queue id at the first hop, from XFORWARD IDENT
public record Origin(String clientName, String clientAddress, String clientPort, String helo, String protocol,
                     String saslMethod, String saslUsername, String saslSender, String ident) {
    /// Local submission, or our own mail.
    public static final Origin LOCAL = new Origin("", "", "", "", "", "", "", "", "");
}
