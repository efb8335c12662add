package org.postrider.anvil;

/// What happens per time unit.
public enum Kind {
    CONNECTION("connection"), MESSAGE("message"), RECIPIENT("recipient");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    @Override public String toString() {
        return word;
    }
}
