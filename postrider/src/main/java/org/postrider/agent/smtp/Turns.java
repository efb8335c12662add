package org.postrider.agent.smtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Which servers of a next hop come to their turn in one delivery, within the limits. For one delivery.
final class Turns {
    private final Deque<Server> left;
    private final Rules.Most most;
    private final boolean lastHop;
    private final int best;
    private int addresses;
    private int sessions;

    /// @param servers in their order, at least one
    /// @param lastHop no other next hop comes after this one
    Turns(List<Server> servers, Rules.Most most, boolean lastHop) {
        left = new ArrayDeque<>(servers);
        best = servers.getFirst().preference();
        this.most = most;
        this.lastHop = lastHop;
    }

    boolean hasNext() {
        return !left.isEmpty() && !isFull();
    }

    private boolean isFull() {
        return most.addresses() > 0 && addresses >= most.addresses()
            || most.sessions() > 0 && sessions >= most.sessions();
    }

    Server next() {
        addresses++;
        return left.remove();
    }

    /// Mail is sent to the server that came last.
    void begun() {
        sessions++;
    }

    /// A conversation that waited was used.
    void used(Server server) {
        addresses++;
        sessions++;
        left.removeIf(one -> one.address().equals(server.address()));
    }

    /// No other server will be tried, whatever this one says.
    boolean isLast() {
        return lastHop && !hasNext();
    }

    /// The same, of a conversation that waited.
    boolean isLastAfter(Server server) {
        boolean alone = left.stream().allMatch(one -> one.address().equals(server.address()));
        boolean full = most.addresses() > 0 && addresses + 1 >= most.addresses()
            || most.sessions() > 0 && sessions + 1 >= most.sessions();
        return lastHop && (alone || full);
    }

    boolean isBest(Server server) {
        return server.preference() == best;
    }
}
