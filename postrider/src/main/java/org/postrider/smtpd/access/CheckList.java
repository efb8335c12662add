package org.postrider.smtpd.access;

import java.util.List;

/// Restrictions in the order in which they are looked at: the first with an opinion decides.
record CheckList(List<Check> checks) implements Check {
    static final CheckList EMPTY = new CheckList(List.of());

    @Override public Outcome run(Trial trial, Subject subject) {
        for (var check : checks) {
            if (trial.isSettled()) return Outcome.NEXT;
            var outcome = check.run(trial, subject);
            if (outcome != Outcome.NEXT) return outcome;
        }
        return Outcome.NEXT;
    }

    boolean isEmpty() {
        return checks.isEmpty();
    }
}
