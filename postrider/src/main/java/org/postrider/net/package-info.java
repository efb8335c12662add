/// Connections: who listens ([org.postrider.net.Listener]), who connects ([org.postrider.net.Connector]), and what both
/// get, a [org.postrider.net.Wire] with buffered lines, limits and deadlines. Also the small protocols that are no
/// service of their own: attributes between programs, addresses as Postfix writes them.
///
/// **Threads**: one virtual thread per connection, plain blocking calls. A wire belongs to one thread; only
/// [org.postrider.net.Wire#abort] may come from another. Time limits need no timer per read: one
/// [org.postrider.net.Watchdog] looks at all wires a few times per second.
///
/// **When the world fails**: nothing on a wire throws for what a peer or the network does. A wire that was closed,
/// reset or too slow has an [org.postrider.net.Ending]; from then on reads give nothing and writes go nowhere, so a
/// session finds out at its next read at the latest. Connecting and binding give sealed answers with the system's
/// text for the error. A listener outlives every failure of a session and of `accept`.
package org.postrider.net;
