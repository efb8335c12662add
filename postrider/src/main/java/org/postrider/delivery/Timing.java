package org.postrider.delivery;

/// When a delivery reached which stage: microseconds since 1970, 0 while not reached. Makes `delay=` and `delays=`.
///
/// @param arrival   the message came in
/// @param active    it entered the active queue
/// @param handoff   the agent got it
/// @param connected connection set up, 0 for agents that have none
/// @param done      all over
public record Timing(long arrival, long active, long handoff, long connected, long done) {
    public Timing connectedAt(long micros) {
        return new Timing(arrival, active, handoff, micros, done);
    }

    public Timing doneAt(long micros) {
        return new Timing(arrival, active, handoff, connected, micros);
    }
}
