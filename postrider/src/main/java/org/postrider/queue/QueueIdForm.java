package org.postrider.queue;

/// How a message's number and birth are spelled as a queue id, the way Postfix spells inode number and time.
///
/// The number is unique for as long as this queue exists, so an id of either form never comes again while its message
/// lives, also after a restart. The short form has five hexadecimal digits of microseconds within the second, then the
/// number in hexadecimal. The long form has the seconds since 1970 (six or more digits to the base 52), the
/// microseconds (four), `z`, and the number to the base 51, which has no `z`.
enum QueueIdForm {
    SHORT {
        @Override QueueId spell(long number, long micros) {
            var text = new StringBuilder(16);
            String fraction = hex(Math.floorMod(micros, 1_000_000L));
            text.repeat('0', FRACTION - fraction.length()).append(fraction).append(hex(number));
            return new QueueId(text.toString());
        }
    },
    LONG {
        @Override QueueId spell(long number, long micros) {
            var text = new StringBuilder(24);
            digits(text, Math.floorDiv(micros, 1_000_000L), BASE, 6);
            digits(text, Math.floorMod(micros, 1_000_000L), BASE, 4);
            text.append(SEPARATOR);
            digits(text, number, BASE - 1, 1);
            return new QueueId(text.toString());
        }
    };

    /// What an id has no number in it gives.
    static final long NO_NUMBER = -1;

    /// Digits and letters without vowels, so that no id reads as a word.
    private static final String ALPHABET = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";
    private static final int BASE = ALPHABET.length();
    private static final char SEPARATOR = 'z';
    private static final int FRACTION = 5;
    private static final int LONG_TIME = 10;

    /// @param micros since 1970
    abstract QueueId spell(long number, long micros);

    /// The number in an id of either form, or [#NO_NUMBER].
    static long number(QueueId id) {
        String text = id.text();
        int separator = text.lastIndexOf(SEPARATOR);
        if (separator >= LONG_TIME) return parse(text, separator + 1, BASE - 1);
        return text.length() > FRACTION ? parse(text, FRACTION, 16) : NO_NUMBER;
    }

    private static long parse(String text, int from, int base) {
        long value = 0;
        for (int i = from; i < text.length(); i++) {
            int digit = base == 16 ? "0123456789ABCDEF".indexOf(text.charAt(i)) : ALPHABET.indexOf(text.charAt(i));
            if (digit < 0 || digit >= base || value > Long.MAX_VALUE / base - 1) return NO_NUMBER;
            value = value * base + digit;
        }
        return from == text.length() ? NO_NUMBER : value;
    }

    private static String hex(long value) {
        var text = new StringBuilder(16);
        digits(text, value, 16, 1);
        return text.toString();
    }

    private static void digits(StringBuilder out, long value, int base, int least) {
        String alphabet = base == 16 ? "0123456789ABCDEF" : ALPHABET;
        int start = out.length();
        for (long left = value; left > 0 || out.length() - start < least; left /= base)
            out.insert(start, alphabet.charAt((int) (left % base)));
    }
}
