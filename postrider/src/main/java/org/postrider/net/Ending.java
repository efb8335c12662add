package org.postrider.net;

/// Why a wire carries nothing any more.
public sealed interface Ending {
    /// The peer closed its side in good order, or we ours.
    record Closed() implements Ending {}

    /// The peer was silent, or took nothing, for longer than [Pace] allows. After a silence a last word can still be
    /// written.
    record TimedOut() implements Ending {}

    /// The connection broke; `why` is the system's text, for instance "Connection reset by peer".
    record Broken(String why) implements Ending {}
}
