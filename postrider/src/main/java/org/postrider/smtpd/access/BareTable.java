package org.postrider.smtpd.access;

import java.util.Optional;

/// A `type:table` that stands in a list by itself: what it is asked for follows from the list.
record BareTable(AccessTable table) implements Check {
    @Override public Outcome run(Trial trial, Subject subject) {
        return switch (trial.list()) {
            case CLIENT -> TableChecks.client(table, trial);
            case HELO -> TableChecks.helo(table, trial);
            case SENDER -> TableChecks.sender(table, trial);
            case RECIPIENT -> TableChecks.recipient(table, trial);
            case ETRN -> TableChecks.etrn(table, trial);
            case DATA, END_OF_DATA -> trial.misconfigured("specify one of (check_client_access,"
                + " check_reverse_client_hostname_access, check_helo_access, check_sender_access,"
                + " check_recipient_access, check_etrn_access) before " + subject.kind() + " restriction \""
                + table.spec() + "\"");
        };
    }

    /// The outcome of a search; without a finding the next restriction decides.
    static Outcome orNext(Optional<Outcome> found) {
        return found.orElse(Outcome.NEXT);
    }
}
