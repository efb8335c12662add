package org.postrider.smtpd.access;

import java.util.Optional;

/// The list that is being looked at: it says what a bare `type:table` in it is asked for.
enum ListKind {
    CLIENT, HELO, SENDER, RECIPIENT, DATA, END_OF_DATA, ETRN;

    /// Empty when there is nothing to look at: no HELO yet, no MAIL FROM.
    Optional<Subject> subject(Facts facts) {
        var mail = facts.transaction();
        return switch (this) {
            case CLIENT -> Optional.of(new Subject(facts.client().toString(), Subject.Kind.CLIENT));
            case HELO -> facts.session().helo().map(helo -> new Subject(helo, Subject.Kind.HELO));
            case SENDER -> mail.sender().map(sender -> new Subject(sender.text(), Subject.Kind.SENDER));
            case RECIPIENT -> mail.recipient().map(rcpt -> new Subject(rcpt.text(), Subject.Kind.RECIPIENT));
            case DATA -> Optional.of(new Subject("DATA", Subject.Kind.DATA));
            case END_OF_DATA -> Optional.of(new Subject("END-OF-MESSAGE", Subject.Kind.END_OF_DATA));
            case ETRN -> Optional.of(new Subject(mail.etrn(), Subject.Kind.ETRN));
        };
    }
}
