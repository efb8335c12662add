package org.postrider.net;

/// What came of reading a line.
public sealed interface Line {
    /// A line without its end.
    ///
    /// @param bareLf true when it ended in LF without CR
    record Whole(String text, boolean bareLf) implements Line {}

    /// As much of a line as the limit allows; its rest comes with the next read.
    record Piece(String text) implements Line {}

    /// No line: what was read of it before the end is dropped, as half a line must not be acted on.
    record None(Ending ending) implements Line {}
}
