/// Mailboxes of files: mbox and Maildir, and the lines that a final delivery puts before a message.
///
/// Calls run on the calling thread with the rights it has: agents call them inside `os.RunAs`. What fails is reported
/// as a [org.postrider.mailbox.Deposit]; a mailbox that was begun is cut back to where it was.
package org.postrider.mailbox;
