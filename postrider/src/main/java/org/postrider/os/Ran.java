package org.postrider.os;

/// What became of a [Command].
///
/// @param output what it wrote to its output and error output, as bytes, up to the limit
/// @param cut    true when it wrote more
public record Ran(End end, String output, boolean cut) {
    /// How it ended.
    public sealed interface End {
        /// @param code 0 to 255
        record Exited(int code) implements End {}

        record Killed(int signal) implements End {}

        /// It was still running, or something it had started still had its output open, when its time was over; all
        /// of them were killed.
        record TimedOut() implements End {}

        /// @param why the system's text
        record NotStarted(String why) implements End {}
    }
}
