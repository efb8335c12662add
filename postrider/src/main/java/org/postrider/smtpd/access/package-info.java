/// The restrictions of the SMTP server (SMTPD_ACCESS_README, access(5), postconf(5) smtpd_*_restrictions).
///
/// The lists are read once per [org.postrider.config.Settings] and become objects; a session asks
/// [Restrictions#check] at each [Stage] with the [Facts] it knows and carries out the [Ruling]. What is noted on the
/// way (warnings, `reject_warning:`, `hold:` and the like) is logged here, the `reject:` of a refusal by the session
/// with [RejectLog].
///
/// **Threads**: everything is safe for any thread and runs on the session's own; tables, DNS and policy servers may
/// block it. Only [Facts.Memory] belongs to one session.
///
/// **When the world fails**: a table that cannot tell, a name server that doesn't answer or a policy server that is
/// away refuses with a 4xx reply (or defers what would otherwise be permitted); it never permits.
package org.postrider.smtpd.access;
