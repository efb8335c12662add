/// Delivery by SMTP and LMTP: what Postfix's programs smtp and lmtp do.
///
/// [org.postrider.agent.smtp.SmtpAgent] is one master.cf row. A delivery goes through next hops
/// ([org.postrider.agent.smtp.NextHop]) to servers ([org.postrider.agent.smtp.Hosts]), to a conversation
/// ([org.postrider.agent.smtp.Session], opened by [org.postrider.agent.smtp.Handshake]), and there through one
/// [org.postrider.agent.smtp.Transfer]; what becomes of each recipient is gathered in a
/// [org.postrider.agent.smtp.Job]. A conversation that ended well may be kept for the next delivery
/// ([org.postrider.agent.smtp.Pool]).
///
/// **Threads**: a delivery runs on its caller's virtual thread and blocks it; a session belongs to one delivery at a
/// time. The pool has a thread of its own while it holds anything.
///
/// **When the world fails**: servers may refuse, stall, lie or hang up at every point; each has its Postfix text and
/// leaves the recipients that are open to the next server, and after the last one to the queue. Nothing a server sends
/// is kept without limit, and a silent one costs no more than the time-outs say. Only a reply to the end of the message
/// makes a recipient's delivery done: when that reply is lost the mail is sent again.
package org.postrider.agent.smtp;
