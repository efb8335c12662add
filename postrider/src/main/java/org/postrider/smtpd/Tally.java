package org.postrider.smtpd;

import org.postrider.smtp.Verb;

/// How often each command came and did what it should: the end of the `disconnect` line.
final class Tally {
    private static final Verb[] VERBS = Verb.values();

    private final int[] total = new int[VERBS.length];
    private final int[] good = new int[VERBS.length];

    void came(Verb verb) {
        total[verb.ordinal()]++;
    }

    void succeeded(Verb verb) {
        good[verb.ordinal()]++;
    }

    /// ` ehlo=1 rcpt=0/1 commands=1/2`
    @Override public String toString() {
        var out = new StringBuilder(80);
        int allGood = 0, all = 0;
        for (var verb : VERBS) {
            int i = verb.ordinal();
            if (total[i] == 0) continue;
            out.append(' ').append(verb.lower());
            counts(out, good[i], total[i]);
            allGood += good[i];
            all += total[i];
        }
        return counts(out.append(" commands"), allGood, all).toString();
    }

    private static StringBuilder counts(StringBuilder out, int good, int total) {
        out.append('=').append(good);
        return good == total && total > 0 ? out : out.append('/').append(total);
    }
}
