package org.postrider.cleanup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.queue.Recipient;
import org.postrider.status.Notify;
import org.postrider.text.Latin1;

/// The recipients of one message, each once. Used by one thread.
final class Recipients {
    private final Policy policy;
    private final List<Recipient> list = new ArrayList<>(1);
    private final List<Integer> expanded = new ArrayList<>(0);
    private final Set<String> known = new HashSet<>();
    private Address last = Address.NULL;

    /// @param originals recipients given as different addresses are different
    /// @param limit     how many are remembered; 0: all
    record Policy(boolean originals, int limit) {}

    Recipients(Policy policy) {
        this.policy = policy;
    }

    /// Adds one that was not there yet.
    void add(Address address, Address original, String orcpt, Set<Notify> notify) {
        if (isNew(address, original, orcpt, notify))
            list.add(new Recipient(list.size(), address, original, orcpt, notify));
    }

    /// Adds one that others stand for, so that its sender can be told.
    void addExpanded(Recipient given) {
        expanded.add(list.size());
        list.add(new Recipient(list.size(), given.address(), given.original(), given.orcpt(), given.notices()));
    }

    /// Indexes of those that others stand for.
    List<Integer> expanded() {
        return expanded;
    }

    /// A message with one recipient, as most have, needs no filter.
    private boolean isNew(Address address, Address original, String orcpt, Set<Notify> notify) {
        if (list.size() == expanded.size()) return true;
        if (known.isEmpty()) {
            var first = list.stream().filter(one -> !expanded.contains(one.index())).findFirst().orElseThrow();
            known.add(key(first.address(), first.original(), first.orcpt(), first.notices()));
        }
        String key = key(address, original, orcpt, notify);
        if (known.contains(key)) return false;
        if (policy.limit == 0 || known.size() < policy.limit) known.add(key);
        return true;
    }

    private String key(Address address, Address original, String orcpt, Set<Notify> notify) {
        String key = policy.originals ? orcpt + '\n' + Notify.bits(notify) + '\n' + original + '\n' + address
            : address.text();
        return Latin1.lower(key);
    }

    /// Remembers what the log names.
    void last(Address address) {
        last = address;
    }

    /// True when a recipient was given, whatever became of it.
    boolean any() {
        return !last.isNull();
    }

    Optional<Address> last() {
        return Optional.of(last).filter(address -> !address.isNull());
    }

    List<Recipient> list() {
        return list;
    }
}
