package org.postrider.smtpd;

import java.util.Optional;
import org.postrider.smtp.Command;
import org.postrider.text.Latin1;

/// What BDAT announces.
record Chunk(long size, boolean last) {
    /// More digits than this are no size that could ever come.
    private static final int DIGITS = 18;

    /// Empty when the command makes no sense: then nobody knows how many bytes follow.
    static Optional<Chunk> of(Command command) {
        int count = command.count();
        if (count < 2 || count > 3 || count == 3 && !Latin1.same(command.word(2), "LAST")) return Optional.empty();
        String digits = command.word(1);
        boolean sound = digits.length() <= DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return sound && !digits.isEmpty() ? Optional.of(new Chunk(Long.parseLong(digits), count == 3))
            : Optional.empty();
    }
}
