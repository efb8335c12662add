package org.postrider.cleanup;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.postrider.cleanup.Draft.Problem;

/// What went wrong with one message so far. Used by one thread.
final class Trouble {
    /// Which is told when there are several, as Postfix's SMTP server does it.
    private static final List<Problem> RANK = List.of(Problem.DEFER, Problem.BAD, Problem.SIZE, Problem.HOPS,
        Problem.CONTENT, Problem.WRITE, Problem.RECIPIENTS, Problem.PERMISSION);

    private final Set<Problem> found = EnumSet.noneOf(Problem.class);
    private final Set<Problem> lethal;
    private String reason = "";
    private boolean discarded;

    /// @param lethal after which nothing more is looked at
    Trouble(Set<Problem> lethal) {
        this.lethal = lethal;
    }

    void add(Problem problem) {
        found.add(problem);
    }

    /// @param text status and reason, told instead of the problem's own text; the last one counts
    void add(Problem problem, String text) {
        found.add(problem);
        reason = text;
    }

    /// The first reason counts.
    void addUnlessTold(Problem problem, String text) {
        found.add(problem);
        if (reason.isEmpty()) reason = text;
    }

    /// The message is thrown away, whatever else is wrong with it.
    void discard() {
        discarded = true;
    }

    boolean isDiscarded() {
        return discarded;
    }

    boolean isLethal() {
        if (discarded) return true;
        for (var problem : found)
            if (lethal.contains(problem)) return true;
        return false;
    }

    boolean isNone() {
        return found.isEmpty();
    }

    boolean has(Problem problem) {
        return found.contains(problem);
    }

    void clear() {
        found.clear();
    }

    Problem gravest() {
        for (var problem : RANK)
            if (found.contains(problem)) return problem;
        throw new IllegalStateException("asked for trouble where none is");
    }

    /// Status and reason; empty when nothing but the problem itself is to be told.
    String reason() {
        return reason;
    }
}
