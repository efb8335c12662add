/// Fast flush: tries all that waits for one destination, for `postqueue -s`, `sendmail -qR` and SMTP's ETRN (RFC 1985).
///
/// [org.postrider.flush.FastFlush] remembers in memory which deferred messages have recipients in which of the domains
/// of `fast_flush_domains`, so that a request needs not read the whole deferred queue: it reads it once, at the first
/// request after a start. Methods may be called by any thread; the queue is read on the caller's.
///
/// When the queue cannot be read a request fails and can be repeated; nothing is lost, as regular queue runs go on.
package org.postrider.flush;
