package org.postrider.agent.smtp;

import java.util.List;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.config.ConfigException;
import org.postrider.queue.Recipient;

/// The operands of a master.cf row of smtp(8) or lmtp(8): `flags=DORX`.
///
/// @param deliveredTo  puts in a Delivered-To header, and returns mail that has that one already
/// @param originalTo   puts in an X-Original-To header
/// @param returnPath   puts in a Return-Path header
/// @param assumesFinal the server delivers what it takes, rather than passing it on
record Flags(boolean deliveredTo, boolean originalTo, boolean returnPath, boolean assumesFinal) {
    private static final String FLAGS = "flags=";

    static Flags of(List<String> operands) {
        var letters = "";
        for (String operand : operands) {
            if (!operand.regionMatches(true, 0, FLAGS, 0, FLAGS.length()))
                throw new ConfigException("unknown attribute name: " + operand);
            letters = operand.substring(FLAGS.length());
        }
        for (char c : letters.toCharArray())
            if ("DORX".indexOf(c) < 0) throw new ConfigException("unknown flag " + c + " in " + FLAGS + letters);
        return new Flags(letters.indexOf('D') >= 0, letters.indexOf('O') >= 0, letters.indexOf('R') >= 0,
            letters.indexOf('X') >= 0);
    }

    /// What goes before all other headers; the order is that of mailboxes.
    String headers(Address sender, Recipient recipient) {
        return (returnPath ? "Return-Path: <" + Quoting.header(sender) + ">\n" : "")
            + (originalTo ? "X-Original-To: " + Quoting.header(recipient.original()) + "\n" : "")
            + (deliveredTo ? "Delivered-To: " + Quoting.header(recipient.address()) + "\n" : "");
    }
}
