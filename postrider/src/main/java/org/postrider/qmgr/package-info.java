/// The queue manager: admits messages to the active queue, routes their recipients, decides which delivery starts
/// next, feeds results back into concurrency, defers, expires and removes.
///
/// [Scheduler] and [RetryPlan] decide and do no I/O; [QueueManager] does the I/O. Deliveries run on virtual threads;
/// the scheduler's state is guarded by one lock that is never held across I/O. Whatever fails here leaves the message
/// in the queue: a later run finds it.
package org.postrider.qmgr;
