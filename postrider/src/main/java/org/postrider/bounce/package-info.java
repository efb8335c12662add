/// Turns what became of recipients into mail to the sender: non-delivery, delay and success notices (RFC 3464), and
/// their copies for the postmaster.
///
/// A [Notifier] is safe for any thread and runs on the caller's. Its notices enter the queue through the intake like
/// any other mail. It changes nothing else: who calls it decides what is forgotten when a notice is safe in the queue.
///
/// When the world fails (the queue takes nothing, the original cannot be read) a notice is not sent and the caller is
/// told to try again; a notice whose original is gone says so instead of failing.
package org.postrider.bounce;
