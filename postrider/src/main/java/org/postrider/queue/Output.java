package org.postrider.queue;

import java.io.IOException;

/// The segment that the committer is writing to. Only the committer's thread comes here.
final class Output {
    private final JournalMedium medium;
    private final Journal.Setup setup;
    private JournalMedium.Appender appender;
    private long good;

    Output(JournalMedium medium, Journal.Setup setup) {
        this.medium = medium;
        this.setup = setup;
    }

    /// Whether no segment is open.
    boolean isEnded() {
        return appender == null;
    }

    /// Writes a batch, into a new segment when none is open.
    void write(Batch batch, boolean durable, boolean ends) throws IOException {
        var out = batch.bytes.duplicate().flip().position(Frame.SEGMENT_HEADER);
        if (appender == null) {
            appender = medium.open(batch.segment.number);
            new Frame.Head(batch.segment.number, setup.marker(), setup.ids().getAsLong(), batch.lastSequence).put(out, 0);
            out.position(0);
        }
        appender.append(out, durable);
        if (durable) good = batch.end();
        if (ends) end(batch.end());
    }

    private void end(long length) {
        try {
            appender.seal(length);
        } catch (IOException why) {
            setup.warn().accept("queue journal: cannot close a segment: " + why.getMessage());
        }
        appender = null;
        good = 0;
    }

    /// Gives up the segment after a failure.
    ///
    /// @return up to where it counts; 0 when none of it ever became durable
    long abandon() {
        long counts = good;
        if (appender != null) end(counts);
        good = 0;
        return counts;
    }
}
