/// Address verification (ADDRESS_VERIFICATION_README): whether mail to an address would be taken, found out by a probe,
/// a message that goes all the way but for the delivery itself, and remembered.
///
/// [org.postrider.verify.Verifier] runs on its caller's thread and is safe for any; a question blocks only while a
/// probe is put into the queue. What became of a probe is told by the queue manager. The
/// [org.postrider.verify.VerifyCache] outlives reloads; it is in memory and begins anew with the process.
///
/// **When the world fails**: a probe that cannot be queued or is lost is sent again when somebody asks later; the
/// answer until then is that it is not known yet.
package org.postrider.verify;
