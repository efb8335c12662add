/// The only door into the queue: completes headers, rewrites addresses, counts hops and sizes, logs `message-id=` and
/// publishes.
///
/// [Cleanup] is the [Intake] that main.cf describes; each message is a [Draft], used by the one thread that brings it.
/// Content streams through: headers are looked at one by one, bodies pass in the pieces in which they come.
///
/// When the world fails, the first trouble is remembered, all that follows is taken and dropped, and [Draft#commit]
/// tells. Nothing is in the queue before the store has made it durable. A table that cannot tell makes the sender try
/// again later. Refused mail of local users, who got their answer long ago, is handed to [Parts.Returns].
///
/// Attributes that messages get here: `message_id` (with angle brackets), `eight_bit` (words `header`, `sender`: where
/// bytes beyond US-ASCII were found). Read here: `rewrite_context` (`local`, `remote`), and [Intake#OVERRIDES].
package org.postrider.cleanup;
