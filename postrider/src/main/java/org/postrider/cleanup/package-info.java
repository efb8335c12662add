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
/// **Addresses** go through [Addresses]: standard form, canonical maps, masquerading; recipients then through aliases,
/// and copies are made for those that the bcc tables name. **Content** goes through [HeaderPass], where
/// header_checks(5) act on each header, and body_checks on each line ([ContentChecks]). A table of many patterns costs
/// little on text that none of them can match: see [org.postrider.table.Table#mayHave].
///
/// Attributes that messages get here: `message_id` (with angle brackets), `eight_bit` (words `header`, `sender`: where
/// bytes beyond US-ASCII were found), [org.postrider.queue.Envelope#EXPANDED], and what checks want: [Intake#FILTER],
/// [Intake#REDIRECT]. Read here: [Intake#HOLD], [Intake#DISCARD], `rewrite_context` (`local`, `remote`), and
/// [Intake#OVERRIDES].
package org.postrider.cleanup;
