package org.postrider.smtpd.access;

/// Who or what is refused, as a reply names it.
record Subject(String name, Kind kind) {
    enum Kind {
        CLIENT("Client host"), REVERSE_CLIENT("Unverified Client host"), CERTIFICATE("Client certificate"),
        LOGIN("SASL login name"), HELO("Helo command"), SENDER("Sender address"), RECIPIENT("Recipient address"),
        ETRN("Etrn command"), DATA("Data command"), END_OF_DATA("End-of-data");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override public String toString() {
            return text;
        }
    }

    String rejected(String why) {
        return "<" + name + ">: " + kind + " rejected: " + why;
    }

    boolean isSender() {
        return kind == Kind.SENDER;
    }
}
