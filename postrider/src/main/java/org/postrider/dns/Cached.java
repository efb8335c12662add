package org.postrider.dns;

import org.postrider.dns.Resolver.Answer;

/// An answer and how long it holds.
///
/// @param seconds 0: not to be kept
record Cached(Answer answer, long seconds) {}
