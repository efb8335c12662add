package org.postrider.command;

import java.util.Optional;
import org.postrider.table.TableMaker.Duplicates;
import org.postrider.table.Use;

/// What the switches of postmap and postalias ask for.
///
/// @param json       answers are JSON objects
/// @param asOwner    root makes a table with the rights of its source's owner
/// @param sameRights a new table may be read by those who may read its source
record TableSwitches(Job job, Use use, Duplicates duplicates, boolean json, boolean asOwner, boolean sameRights,
                     MessageKeys.Kind keys) {
    /// What is to be done with the tables.
    sealed interface Job {
        record Create() implements Job {}

        /// Adds entries from standard input to what is there.
        record Add() implements Job {}

        /// @param key `-` for those on standard input
        record Delete(String key) implements Job {}

        /// @param key `-` for those on standard input
        record Query(String key) implements Job {}

        record Sequence() implements Job {}
    }

    static TableSwitches of(Options options) {
        var job = Optional.<Job>empty();
        var use = Use.FOLDED;
        var duplicates = Duplicates.WARN;
        for (var one : options.found()) {
            switch (one.letter()) {
                case 'd' -> job = only(job, new Job.Delete(one.value()));
                case 'q' -> job = only(job, new Job.Query(one.value()));
                case 's' -> job = only(job, new Job.Sequence());
                case 'i' -> job = only(job, new Job.Add());
                case 'r' -> duplicates = Duplicates.REPLACE;
                case 'w' -> duplicates = Duplicates.IGNORE;
                case 'n' -> use = use.withNul(Use.Nul.WITHOUT);
                case 'N' -> use = use.withNul(Use.Nul.WITH);
                case 'f' -> use = use.withFold(false);
                case 'F' -> use = use.withFiles(true);
                case 'u' -> use = use.withUtf8(false);
                default -> { }
            }
        }
        var keys = new MessageKeys.Kind(options.has('h'), options.has('b'), options.has('m'));
        if ((keys.headers() || keys.body()) && !options.has('U')) use = use.withUtf8(false);
        return new TableSwitches(job.orElse(new Job.Create()), use, duplicates, options.has('j'), !options.has('o'),
            !options.has('p'), keys);
    }

    private static Optional<Job> only(Optional<Job> before, Job job) {
        if (before.isPresent()) throw new CommandException("specify only one of -d -i -q or -s");
        return Optional.of(job);
    }

    boolean isAnswer() {
        return job instanceof Job.Query || job instanceof Job.Sequence;
    }
}
