/// The grammar of SMTP (RFC 5321) and its extensions that client and server share: commands and their parameters,
/// replies, keywords of EHLO, and the form of a message on the line: CR LF, stuffed dots, chunks.
///
/// No input or output, no clock: everything is a value or a small machine that is fed with bytes and belongs to one
/// session's thread. Nothing here throws for what the other side says.
package org.postrider.smtp;
