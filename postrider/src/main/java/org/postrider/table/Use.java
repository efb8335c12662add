package org.postrider.table;

/// What a caller wants of the tables that it opens.
///
/// @param fold  keys are compared in lower case (not those matched against patterns)
/// @param guard what the tables must not do
/// @param files the table's values name files, whose content is the answer
/// @param utf8  keys and values must be UTF-8 (where `smtputf8_enable` is on), and keys are folded as such
/// @param nul   how keys and values in an indexed file end
public record Use(boolean fold, Guard guard, boolean files, boolean utf8, Nul nul) {
    /// Whether keys and values have a NUL byte at the end, as some tools write it.
    public enum Nul { EITHER, WITH, WITHOUT }

    /// How far strangers may influence what a table answers.
    public enum Guard {
        /// in any way
        NONE,
        /// not by text of theirs that becomes part of the answer
        NO_SUBSTITUTION,
        /// nor over the network: for commands, files and user IDs of deliveries
        TRUSTED
    }

    /// The common one.
    public static final Use FOLDED = new Use(true, Guard.NONE, false, true, Nul.EITHER);
    /// For tables that see text as it is, such as header_checks.
    public static final Use EXACT = new Use(false, Guard.NONE, false, false, Nul.EITHER);
    /// For transport_maps and its like.
    public static final Use UNSUBSTITUTED = FOLDED.withGuard(Guard.NO_SUBSTITUTION);
    /// For alias_maps and other tables whose answers act with a recipient's rights.
    public static final Use GUARDED = FOLDED.withGuard(Guard.TRUSTED);

    public Use withFold(boolean yes) {
        return new Use(yes, guard, files, utf8, nul);
    }

    public Use withGuard(Guard needed) {
        return new Use(fold, needed, files, utf8, nul);
    }

    public Use withFiles(boolean yes) {
        return new Use(fold, guard, yes, utf8, nul);
    }

    public Use withUtf8(boolean yes) {
        return new Use(fold, guard, files, yes, nul);
    }

    public Use withNul(Nul end) {
        return new Use(fold, guard, files, utf8, end);
    }
}
