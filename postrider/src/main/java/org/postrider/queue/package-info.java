/// The queue: [QueueStore], messages and their states, and the journal below it.
///
/// Any thread may call; calls block. One platform thread, the committer, writes and syncs what has gathered.
///
/// When the world fails: what was acknowledged is given back after any crash; what was recorded without waiting may be
/// missing, so that a message may be delivered twice but is never lost. A failed sync gives up its segment, everyone
/// who waits for it gets the error, and the journal goes on in a new one.
package org.postrider.queue;
