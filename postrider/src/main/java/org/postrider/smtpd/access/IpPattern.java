package org.postrider.smtpd.access;

import java.util.BitSet;
import org.postrider.config.ConfigException;
import org.postrider.text.Ip;

/// `127.0.0.[2;4..6]`: four fields, each a number or a list of numbers and ranges in brackets.
record IpPattern(BitSet[] fields) {
    private static final int FIELDS = 4, VALUES = 256;

    /// @throws ConfigException saying what is wrong
    static IpPattern parse(String text) {
        return new Parser(text).pattern();
    }

    boolean matches(Ip address) {
        if (address.v6()) return false;
        for (int i = 0; i < FIELDS; i++)
            if (!fields[i].get((int) (address.low() >> 8 * (FIELDS - 1 - i)) & VALUES - 1)) return false;
        return true;
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        IpPattern pattern() {
            var fields = new BitSet[FIELDS];
            for (int i = 0; i < FIELDS; i++) {
                if (i > 0) expect('.');
                fields[i] = field();
            }
            if (at < text.length()) throw bad("garbage after pattern");
            return new IpPattern(fields);
        }

        private BitSet field() {
            var values = new BitSet(VALUES);
            if (!taken('[')) {
                values.set(number());
                return values;
            }
            do {
                int first = number(), last = text.startsWith("..", at) ? after("..") : first;
                if (last < first) throw bad("bad address range");
                values.set(first, last + 1);
            } while (taken(';'));
            expect(']');
            return values;
        }

        private int after(String dots) {
            at += dots.length();
            return number();
        }

        private int number() {
            int start = at;
            while (at < text.length() && at - start < 4 && Character.isDigit(text.charAt(at))) at++;
            if (at == start) throw bad("need decimal number 0..255");
            int value = Integer.parseInt(text, start, at, 10);
            if (value >= VALUES) throw bad("need decimal number 0..255");
            return value;
        }

        private boolean taken(char c) {
            boolean there = at < text.length() && text.charAt(at) == c;
            if (there) at++;
            return there;
        }

        private void expect(char c) {
            if (!taken(c)) throw bad("need '" + c + "'");
        }

        private ConfigException bad(String why) {
            return new ConfigException(why + " at \"" + text.substring(0, at) + ">" + text.substring(at) + "<\"");
        }
    }
}
