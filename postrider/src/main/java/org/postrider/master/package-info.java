/// The one place that wires: reads the configuration, makes a service of each master.cf row, supervises, reloads,
/// drops privileges.
///
/// Started by root there are two processes: the supervisor ([org.postrider.master.Supervisor]), which keeps root's
/// rights and runs the agents that need a recipient's rights, and the mail process
/// ([org.postrider.master.MailProcess]), which runs as `$mail_owner` and holds everything else. They talk over
/// sockets in `$queue_directory/private`, deliveries one way ([org.postrider.master.RemoteAgent]), mail that an agent
/// forwards the other way ([org.postrider.master.RemoteIntake]). Not started by root, the mail process does it all
/// with the rights at hand.
package org.postrider.master;
