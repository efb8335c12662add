package org.postrider.table;

import java.util.Map;
import java.util.Optional;
import org.postrider.text.Cidr;
import org.postrider.text.Ip;

/// One pattern of a [MatchList], or a run of plain ones.
sealed interface MatchPattern {
    Outcome test(Subject subject);

    /// What is looked for.
    ///
    /// @param name    host name, domain or text, folded; may be empty
    /// @param address folded; may be empty
    /// @param ip      the same, when it is one
    record Subject(String name, String address, Optional<Ip> ip) {}

    sealed interface Outcome {
        /// The next pattern is to be asked.
        record Pass() implements Outcome {}

        record Decided(boolean match) implements Outcome {}

        record Failed(String why) implements Outcome {}
    }

    Outcome PASS = new Outcome.Pass();

    /// How a name fits: as it is, also below `domain`, or also below `.domain`.
    enum Kind {
        STRINGS, PARENTS, DOT_PARENTS;

        /// The next shorter name to try; empty when there is none.
        String parent(String name) {
            int dot = this == STRINGS ? -1 : name.indexOf('.', this == PARENTS ? 0 : 1);
            return dot < 0 ? "" : name.substring(this == PARENTS ? dot + 1 : dot);
        }
    }

    /// Names and addresses that stand in the list themselves, one after the other. A list of ten thousand domains costs
    /// no more than one of ten.
    ///
    /// @param places where each stands, the first for one that stands there twice
    record Literals(Kind kind, Map<String, Place> places) implements MatchPattern {
        /// @param match false when it was written with `!`
        record Place(int index, boolean match) {
            static final Place NONE = new Place(Integer.MAX_VALUE, false);

            Place first(Place other) {
                return index <= other.index ? this : other;
            }
        }

        @Override public Outcome test(Subject subject) {
            var best = places.getOrDefault(subject.address, Place.NONE);
            for (String name = subject.name; !name.isEmpty(); name = kind.parent(name))
                best = best.first(places.getOrDefault(name, Place.NONE));
            return best == Place.NONE ? PASS : new Outcome.Decided(best.match);
        }
    }

    record Network(Cidr cidr, boolean match) implements MatchPattern {
        @Override public Outcome test(Subject subject) {
            return subject.ip.isPresent() && cidr.contains(subject.ip.get()) ? new Outcome.Decided(match) : PASS;
        }
    }

    /// A network that nobody can make sense of: who asks for an address of its family is to come again when it has
    /// been mended.
    record Malformed(String why, boolean v6) implements MatchPattern {
        @Override public Outcome test(Subject subject) {
            return subject.ip.isPresent() && subject.ip.get().v6() == v6 ? new Outcome.Failed(why) : PASS;
        }
    }

    record InTable(String spec, Table table, Kind kind, boolean match) implements MatchPattern {
        @Override public Outcome test(Subject subject) {
            String name = subject.name;
            while (!name.isEmpty()) {
                var outcome = ask(name);
                if (outcome != PASS) return outcome;
                name = table.hasPatterns() ? "" : kind.parent(name);
            }
            return subject.ip.isPresent() ? ask(subject.address) : PASS;
        }

        private Outcome ask(String key) {
            return switch (table.lookup(key)) {
                case Table.Answer.Absent() -> PASS;
                case Table.Answer.Found _ -> new Outcome.Decided(match);
                case Table.Answer.Unavailable _ -> new Outcome.Failed(spec + ": table lookup problem");
            };
        }
    }
}
