package org.postrider.table;

import java.util.Optional;

/// Tables without a file that Postfix's tools may be told to change all the same.
///
/// @param refusal what is thrown at a change, behind the table's name; empty where all is swallowed
record ToyStore(TableMaker.Job job, Optional<Refusal> refusal) implements IndexStore {
    /// What is said to an addition and to a removal; empty where it is swallowed.
    private record Refusal(String update, String delete) {}

    private static final Refusal UNSUPPORTED =
        new Refusal("update operation is not supported", "delete operation is not supported");
    private static final Refusal NO_DELETE = new Refusal("", UNSUPPORTED.delete);
    private static final Refusal FAILURE =
        new Refusal("write error: " + FailingTable.WHY, "delete error: " + FailingTable.WHY);

    static Optional<IndexStore> named(TableMaker.Job job) {
        boolean create = job.start() == TableMaker.Start.EMPTY;
        return switch (job.type()) {
            case "fail" -> Optional.of(new ToyStore(job, Optional.of(FAILURE)));
            case "static" -> create ? Optional.empty() : Optional.of(new ToyStore(job, Optional.of(UNSUPPORTED)));
            case "environ" -> create ? Optional.empty() : Optional.of(new ToyStore(job, Optional.of(NO_DELETE)));
            case "internal" -> create ? Optional.empty() : Optional.of(new ToyStore(job, Optional.empty()));
            default -> Optional.empty();
        };
    }

    private TableException refused(String why) {
        return new TableException("table " + job.spec() + ": " + why);
    }

    @Override public boolean put(byte[] key, byte[] value, boolean replace) {
        if (refusal.isPresent() && !refusal.get().update.isEmpty()) throw refused(refusal.get().update);
        return true;
    }

    @Override public boolean delete(byte[] key) {
        if (refusal.isPresent()) throw refused(refusal.get().delete);
        return false;
    }

    @Override public void save(TableMaker.Rights rights) {
        // gone with this program
    }

    @Override public String shownName() {
        return job.name();
    }

    @Override public boolean endsWithNul() {
        return true;
    }

    @Override public void close() {
        // nothing was opened
    }
}
