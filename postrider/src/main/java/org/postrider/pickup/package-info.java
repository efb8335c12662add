/// Brings mail of local users into the queue: what the `sendmail` command left in the maildrop.
///
/// A [Pickup] watches the folder and looks through all of it when asked; files are handled on a few platform threads of
/// its own. A file there is what `bin/sendmail` describes: facts, the message, and a trailer that says it is complete.
/// Its owner is the submitter: the folder is sticky and can be listed by the mail system alone, and only plain files
/// with one link count.
///
/// When the world fails, mail stays where it is. A file is removed when its message is durable in the queue or was
/// returned to its sender; a crash in between makes a second copy of the message, never none. What cannot be understood
/// is moved into the folder `corrupt` and warned of. A file not complete a day after its last change is removed:
/// its submitter was never told that it was taken.
package org.postrider.pickup;
