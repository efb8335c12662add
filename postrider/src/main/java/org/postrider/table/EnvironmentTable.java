package org.postrider.table;

import java.util.Optional;

/// `environ:`, the environment of this process.
record EnvironmentTable(Opening opening) implements Table {
    @Override public Answer lookup(String key) {
        return Optional.ofNullable(opening.world().environment().get(key)).<Answer>map(Answer.Found::new)
            .orElse(ABSENT);
    }
}
