/// DNS: the resolver port, records, cache, reply filter.
///
/// [DnsjavaResolver] asks the name servers of resolv.conf with plain blocking sockets, one per question, on the asker's
/// virtual thread; the messages themselves are made and read by the dnsjava library. When no server answers in the time
/// that resolv.conf gives, the answer is [Resolver.Answer.Unavailable]: try later.
package org.postrider.dns;
