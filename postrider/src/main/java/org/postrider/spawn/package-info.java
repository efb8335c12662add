/// spawn(8): gives each connection of a master.cf row to a command of its own, for policy servers and the like.
///
/// [org.postrider.spawn.SpawnCommand] is what the row asks for, [org.postrider.spawn.SpawnService] serves its
/// connections: one platform thread accepts, one more per running command waits for its end, as a connection's
/// descriptor cannot be had on the JDK's own sockets. Runs where root's rights are, as the command gets another
/// user's.
///
/// When the world fails: a command that cannot be started, fails or takes too long is told of in the log, and the peer
/// finds its connection closed.
package org.postrider.spawn;
