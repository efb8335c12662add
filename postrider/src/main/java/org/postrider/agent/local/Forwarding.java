package org.postrider.agent.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postrider.address.Address;
import org.postrider.queue.Recipient;

/// Recipients that will get the message by way of the queue: one new message for each sender and Delivered-To: address.
final class Forwarding {
    /// @param list the sender is a list's owner
    record Key(Address delivered, Address sender, boolean list) {}

    private final Map<Key, List<Recipient>> messages = new LinkedHashMap<>();

    void add(Target target) {
        var lineage = target.lineage();
        messages.computeIfAbsent(new Key(lineage.delivered(), lineage.sender(), lineage.list()),
            _ -> new ArrayList<>()).add(target.recipient());
    }

    Map<Key, List<Recipient>> messages() {
        return messages;
    }
}
