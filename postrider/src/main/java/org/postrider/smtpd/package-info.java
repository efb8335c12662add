/// The SMTP server (smtpd(8), RFC 5321).
///
/// [org.postrider.smtpd.Smtpd] is one service of master.cf: it reads its settings once and serves each connection with
/// a [org.postrider.smtpd.Session] of its own. The session reads commands and writes replies; what a command does is in
/// classes by what they are about: `Hello` (HELO, EHLO), `MailCommands` (MAIL, RCPT, RSET), `ContentCommands` (DATA,
/// BDAT), `OtherCommands` (VRFY, ETRN, ...). They change the session's `State`; whether a client may do something is
/// asked of [org.postrider.smtpd.access.Restrictions].
///
/// **Threads**: a session runs on its own virtual thread and shares nothing with others but what is safe for any.
///
/// **When the world fails**: a client that goes away or is silent ends its own session with a line in the log. Name
/// servers, tables and policy servers that cannot tell, and a queue that cannot write, are answered with 4xx replies:
/// the client keeps the message. `250 ... queued as` is only said after the message is durable. The worst an unforeseen
/// error can do is to end one session with a 421 and a `panic` in the log.
package org.postrider.smtpd;
