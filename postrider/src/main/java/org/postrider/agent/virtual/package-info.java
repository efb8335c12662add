/// Delivery to virtual mailboxes (virtual(8)): owners and places come from tables, never from the password file.
///
/// Runs on the delivery's virtual thread; the file work runs with the mailbox owner's rights.
package org.postrider.agent.virtual;
