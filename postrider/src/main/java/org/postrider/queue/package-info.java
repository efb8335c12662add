/// The queue: messages that the world has been promised, and what became of their recipients.
///
/// [org.postrider.queue.QueueStore] is what other rooms use; [org.postrider.queue.JournalQueueStore] keeps it. Small
/// messages are records of an append-only journal; contents from 256 kB on are blobs beside it, durable before the
/// record that publishes them. Postfix's queues are states in an index in memory (about 200 bytes per message), which
/// is rebuilt by reading the journal at start.
///
/// **On disk**, below `$queue_directory`, for the mail owner alone: `journal/NNNNNNNNNN.log` (segments),
/// `journal/lock`, `blob/HEX` (one per large content), `corrupt/` (damaged bytes, kept for people). All numbers are
/// big-endian.
///
/// A segment starts with 64 bytes: magic `postrid1`, number of the segment (8), marker (4), 0 (4), message numbers
/// below this may have been handed out (8), record sequence to start from (8), zeros, CRC32C of it all (4). Records
/// follow, each at a multiple of eight:
///
///      0  marker (4): chosen at random once per journal, so that no message can fake a record
///      4  length of the payload (4)
///      8  type (1), flags (1), zero (2)
///     12  CRC32C of payload, the first 12 bytes and the sequence (4)
///     16  sequence of the record (8)
///     24  payload, then zeros up to a multiple of eight
///
/// | type | payload |
/// |---|---|
/// | 1 message | [org.postrider.queue.MessageFormat]: index fields, envelope, content or checksum of the blob |
/// | 2 update | [org.postrider.queue.UpdateFormat]: number of the message, kind, then state, attempts or envelope |
/// | 3 remove | number of the message, then the segments that may hold its record: kept while one of those exists |
/// | 4 seal | how many bytes count of a segment that failed, its number: kept while it exists |
/// | 5 reserve | message numbers below this may be handed out |
/// | 6 end | none: the segment was ended in good order |
///
/// **Order means nothing**: a state or envelope with the highest sequence holds, attempts add up (the last of each
/// recipient holds), and a removal holds for good. So survivors of old segments may be copied anywhere.
///
/// **Threads**: any number of virtual threads call; one platform thread commits, one reclaims. A message's entry in
/// the index is guarded by its own monitor.
///
/// **When the world fails**: a write or sync that fails is an error to those who wait for it; the segment is given up
/// at its last durable byte and never synced again; the journal goes on in a new one. What was acknowledged survives;
/// what was refused never turns up. A crash may lose the last attempts and moves (up to 5 ms of them when the process
/// dies, a second when the machine does): then mail is delivered twice rather than never. Damaged bytes are kept in
/// `corrupt/`; a message whose content proves damaged moves to the corrupt queue. A second process is refused by a
/// lock.
package org.postrider.queue;
