package org.postrider.table;

/// What a caller wants of the tables that it opens.
///
/// @param fold    keys are compared in lower case (not those matched against patterns)
/// @param guarded for what must not come from strangers: commands, files and user IDs of deliveries. No substitution of
///                matched text, no table over the network without authentication
/// @param files   the table's values name files, whose content is the answer
/// @param utf8    keys and values must be UTF-8 (where `smtputf8_enable` is on), and keys are folded as such
/// @param nul     how keys and values in an indexed file end
public record Use(boolean fold, boolean guarded, boolean files, boolean utf8, Nul nul) {
    /// Whether keys and values have a NUL byte at the end, as some tools write it.
    public enum Nul { EITHER, WITH, WITHOUT }

    /// The common one.
    public static final Use FOLDED = new Use(true, false, false, true, Nul.EITHER);
    /// For tables that see text as it is, such as header_checks.
    public static final Use EXACT = new Use(false, false, false, false, Nul.EITHER);
    /// For alias_maps and other tables whose answers act with a recipient's rights.
    public static final Use GUARDED = new Use(true, true, false, true, Nul.EITHER);

    public Use withFold(boolean yes) {
        return new Use(yes, guarded, files, utf8, nul);
    }

    public Use withGuard(boolean yes) {
        return new Use(fold, yes, files, utf8, nul);
    }

    public Use withFiles(boolean yes) {
        return new Use(fold, guarded, yes, utf8, nul);
    }

    public Use withUtf8(boolean yes) {
        return new Use(fold, guarded, files, yes, nul);
    }

    public Use withNul(Nul end) {
        return new Use(fold, guarded, files, utf8, end);
    }
}
