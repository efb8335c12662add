package org.postrider.smtpd.access;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.log.Log;
import org.postrider.text.Ip;

/// What is known when restrictions are looked at: after XCLIENT what it said, regardless of XFORWARD.
///
/// @param log with the session's number
public record Facts(Log log, Client client, Server server, Session session, Transaction transaction) {
    /// The same as restrictions see and log it: what concerns several recipients alike shows none of them.
    public Facts at(Stage stage) {
        boolean several = (stage == Stage.DATA || stage == Stage.END_OF_MESSAGE) && transaction.recipients > 1;
        return several ? new Facts(log, client, server, session, transaction.withoutRecipient()) : this;
    }

    /// What came of looking up a client's name.
    public enum NameResult {
        OK,
        /// no such name, also when XCLIENT says so
        PERMANENT,
        /// the DNS could not tell
        TEMPORARY,
        /// the name exists but does not have this address
        FORGED
    }

    /// @param name        verified; `unknown` when there is none
    /// @param reverseName as the DNS has it for the address, not verified; `unknown` when there is none
    /// @param address     without brackets; `unknown` when XCLIENT withholds it
    /// @param port        `unknown` when XCLIENT withholds it
    public record Client(String name, NameResult nameResult, String reverseName, NameResult reverseResult,
                         String address, String port) {
        public Optional<Ip> ip() {
            return Ip.parse(address);
        }

        /// `name[address]`
        @Override public String toString() {
            return name + "[" + address + "]";
        }
    }

    /// Where the client connected to.
    public record Server(String address, String port) {}

    /// @param command  being answered, as logged: CONNECT, EHLO, RCPT, BDAT, END-OF-MESSAGE
    /// @param protocol SMTP until an EHLO was accepted, then ESMTP
    /// @param helo     empty before HELO
    /// @param sasl     [Sasl#NONE] when not authenticated
    /// @param tls      [Tls#NONE] without encryption
    /// @param eager    the client sent commands before it might (RFC 2920)
    /// @param memory   the same from connect to quit
    public record Session(String command, String protocol, Optional<String> helo, Sasl sasl, Tls tls, boolean eager,
                          Memory memory) {}

    /// @param sender of MAIL FROM's AUTH parameter, in xtext
    public record Sasl(String method, String username, String sender) {
        public static final Sasl NONE = new Sasl("", "", "");
    }

    /// @param trusted  the client's certificate was signed by a known authority
    /// @param keySize  symmetric, in bits
    public record Tls(boolean encrypted, boolean trusted, String protocol, String cipher, int keySize,
                      Certificate certificate, String sni) {
        public static final Tls NONE = new Tls(false, false, "", "", 0, Certificate.NONE, "");
    }

    /// The client's, as far as it has one.
    public record Certificate(String subject, String issuer, String fingerprint, String keyFingerprint) {
        public static final Certificate NONE = new Certificate("", "", "", "");
    }

    /// @param sender     empty before MAIL FROM
    /// @param recipient  of the RCPT or VRFY being answered; at DATA and later, of the last one that was accepted
    /// @param recipients accepted so far
    /// @param size       at MAIL and RCPT as announced, 0 when it wasn't; at END_OF_MESSAGE as received
    /// @param queueId    empty as long as there is none
    /// @param instance   the same for all requests about one message, different for other messages
    /// @param etrn       empty but at ETRN
    /// @param utf8       MAIL FROM said SMTPUTF8
    /// @param chunked    content came by BDAT
    /// @param held       an [Ruling.Effect.Hold] is in force
    /// @param discarded  an [Ruling.Effect.Discard] is in force
    public record Transaction(Optional<Address> sender, Optional<Address> recipient, int recipients, long size,
                              String queueId, String instance, String etrn, boolean utf8, boolean chunked,
                              boolean held, boolean discarded) {
        /// Before MAIL FROM.
        public static final Transaction NONE = new Transaction(Optional.empty(), Optional.empty(), 0, 0, "", "", "",
            false, false, false, false);

        Transaction withoutRecipient() {
            return new Transaction(sender, Optional.empty(), recipients, size, queueId, instance, etrn, utf8, chunked,
                held, discarded);
        }
    }

    /// What earlier stages of a session leave for later ones: with `smtpd_delay_reject = no` a doubt at CONNECT has its
    /// effect at RCPT. Not for more than one thread.
    public static final class Memory {
        private final Map<Stage, Doubt> doubts = new EnumMap<>(Stage.class);

        /// What would be permitted is to be deferred for a reason that came up at that stage.
        void doubt(Stage stage, Optional<Doubt> doubt) {
            doubts.remove(stage);
            doubt.ifPresent(one -> doubts.put(stage, one));
        }

        Optional<Doubt> doubt(Stage stage) {
            return Optional.ofNullable(doubts.get(stage));
        }
    }
}
