/// Delivery to this machine's users (local(8)): aliases, `.forward` and `:include:` files, mailboxes, files, commands.
///
/// Runs on the delivery's virtual thread; what touches a user's files runs with that user's rights, commands too. What
/// an alias or a user's file can get wrong ends as a bounce or a deferral of that recipient, with the reason in the
/// log; nothing throws. Recipients that are not ours, or that somebody's file names, go back through the front door as
/// a new message: it is sent only when nothing of its recipient has to be tried again.
package org.postrider.agent.local;
