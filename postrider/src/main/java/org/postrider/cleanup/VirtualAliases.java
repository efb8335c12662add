package org.postrider.cleanup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft.Problem;
import org.postrider.resolve.AddressMapping;
import org.postrider.resolve.AddressMapping.Answer;
import org.postrider.text.Latin1;

/// `virtual_alias_maps`: replaces a recipient by others, and those again.
record VirtualAliases(AddressMapping mapping, Limits limits) {
    /// @param expansion how many recipients one may become
    /// @param recursion how many steps lead from an alias to a recipient
    /// @param length    of an address that a table answers
    record Limits(int expansion, int recursion, int length) {}

    /// What stands for the recipient: itself when nothing is found, or when something went wrong.
    List<Address> expand(Address recipient, Passage passage) {
        if (mapping.isEmpty()) return List.of(recipient);
        return new Expansion(this, recipient, passage).run();
    }

    /// One recipient's. Used by one thread.
    private static final class Expansion {
        private final AddressMapping mapping;
        private final Limits limits;
        private final Address start;
        private final Passage passage;
        private final List<Address> list = new ArrayList<>();
        /// Addresses that stand for themselves, among others: they are not followed again. Folded.
        private final Set<String> settled = new HashSet<>();
        private boolean failed;

        Expansion(VirtualAliases aliases, Address start, Passage passage) {
            mapping = aliases.mapping;
            limits = aliases.limits;
            this.start = start;
            this.passage = passage;
        }

        List<Address> run() {
            list.add(start);
            for (int at = 0; at < list.size() && !failed; at++) {
                if (list.size() > limits.expansion) fail(Problem.DEFER, "expansion size for " + start);
                else follow(at);
            }
            return failed ? List.of(start) : list;
        }

        /// Follows one address to its end. All that it becomes beside that joins the list.
        private void follow(int at) {
            for (int step = 0; !settled.contains(folded(list.get(at))); step++) {
                if (step >= limits.recursion) {
                    fail(Problem.DEFER, "nesting for " + start);
                    return;
                }
                switch (mapping.map(list.get(at))) {
                    case Answer.Absent() -> {
                        return;
                    }
                    case Answer.Unavailable() -> {
                        failed = true;
                        passage.expansionFailed(Problem.WRITE, mapping.title() + " map lookup problem for " + start);
                        return;
                    }
                    case Answer.To(var found) -> {
                        replace(at, found);
                        if (failed) return;
                    }
                }
            }
        }

        private void replace(int at, List<Address> found) {
            var tooLong = found.stream().filter(one -> one.text().length() > limits.length).findFirst();
            if (tooLong.isPresent()) {
                failed = true;
                passage.expansionFailed(Problem.DEFER, "unreasonable " + mapping.title() + " result "
                    + tooLong.get().text().substring(0, Math.min(300, tooLong.get().text().length())) + "...");
                return;
            }
            String old = folded(list.get(at));
            if (found.stream().anyMatch(one -> folded(one).equals(old))) settled.add(old);
            list.set(at, found.getFirst());
            list.addAll(found.subList(1, found.size()));
        }

        private static String folded(Address address) {
            return Latin1.lower(address.text());
        }

        private void fail(Problem problem, String what) {
            failed = true;
            passage.expansionFailed(problem, "unreasonable " + mapping.title() + " map " + what);
        }
    }
}
