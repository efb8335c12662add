package org.postrider.queue;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What postsuper(1) and postcat(1) ask of a running mail system at the socket `public/control`, as attributes. A
/// connection may carry any number of requests, each answered before the next.
///
/// The answer to a [Change] is `count`, to [Show] `found` (0 or 1) and the [MessageImage] behind it; either may be
/// `problem` instead.
public sealed interface QueueRequest {
    /// The socket's name in the folder `public`.
    String SOCKET = "control";

    /// @param one the message; empty for all
    record Change(QueueAction action, Optional<QueueId> one, Set<QueueName> in) implements QueueRequest {}

    record Show(QueueId id) implements QueueRequest {}

    default SequencedMap<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        switch (this) {
            case Change(QueueAction action, Optional<QueueId> one, Set<QueueName> in) -> {
                attributes.put("request", action.name());
                one.ifPresent(id -> attributes.put("queue_id", id.text()));
                var names = new StringBuilder();
                for (var queue : in) names.append(names.isEmpty() ? "" : ",").append(queue.word());
                attributes.put("queue_names", names.toString());
            }
            case Show(QueueId id) -> {
                attributes.put("request", "SHOW");
                attributes.put("queue_id", id.text());
            }
        }
        return attributes;
    }

    /// The request that these attributes make; empty when they make none.
    static Optional<QueueRequest> of(Map<String, String> attributes) {
        String name = attributes.getOrDefault("request", "");
        boolean all = !attributes.containsKey("queue_id");
        var id = QueueId.of(attributes.getOrDefault("queue_id", ""));
        if (!all && id.isEmpty()) return Optional.empty();
        if (name.equals("SHOW")) return id.map(Show::new);
        var in = EnumSet.noneOf(QueueName.class);
        for (String word : attributes.getOrDefault("queue_names", "").split(","))
            QueueName.of(word).ifPresent(in::add);
        for (var action : QueueAction.values())
            if (action.name().equals(name)) return Optional.of(new Change(action, id, in));
        return Optional.empty();
    }
}
