package org.postrider.smtpd.access;

import java.util.Optional;

/// Whose domain or host is looked up in the DNS.
enum Who {
    CLIENT, REVERSE_CLIENT, HELO, SENDER, RECIPIENT;

    /// As in `check_helo_mx_access`.
    String keyword() {
        return switch (this) {
            case CLIENT -> "client";
            case REVERSE_CLIENT -> "reverse_client_hostname";
            case HELO -> "helo";
            case SENDER -> "sender";
            case RECIPIENT -> "recipient";
        };
    }

    /// Host name or mail address; empty when there is none that could be looked up.
    Optional<String> name(Trial trial) {
        var facts = trial.facts();
        return switch (this) {
            case CLIENT -> known(facts.client().name());
            case REVERSE_CLIENT -> known(facts.client().reverseName());
            case HELO -> facts.session().helo();
            case SENDER -> facts.transaction().sender().map(Object::toString).filter(name -> !name.isEmpty());
            case RECIPIENT -> facts.transaction().recipient().map(Object::toString).filter(name -> !name.isEmpty());
        };
    }

    private static Optional<String> known(String name) {
        return Optional.of(name).filter(one -> !one.equalsIgnoreCase("unknown"));
    }

    Subject.Kind kind() {
        return switch (this) {
            case CLIENT -> Subject.Kind.CLIENT;
            case REVERSE_CLIENT -> Subject.Kind.REVERSE_CLIENT;
            case HELO -> Subject.Kind.HELO;
            case SENDER -> Subject.Kind.SENDER;
            case RECIPIENT -> Subject.Kind.RECIPIENT;
        };
    }
}
