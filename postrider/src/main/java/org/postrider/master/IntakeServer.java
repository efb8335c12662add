package org.postrider.master;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.Supplier;
import org.postrider.address.Address;
import org.postrider.cleanup.Draft;
import org.postrider.cleanup.Draft.Verdict;
import org.postrider.cleanup.Intake;
import org.postrider.status.Notify;

/// The mail process's side of [RemoteIntake]. A connection that ends early leaves nothing behind.
///
/// @param intake as of the last reload
record IntakeServer(Supplier<Intake> intake) implements LinkServer.Talk {
    /// What the other side may send at once.
    private static final int LARGEST = 1 << 24;

    @Override public void with(UnixLink link) throws IOException {
        var envelope = Codec.envelope(link.in());
        var source = Intake.Source.values()[link.in().readByte()];
        Draft draft;
        try {
            draft = intake.get().begin(envelope, source);
        } catch (IOException e) {
            link.out().writeBoolean(false);
            Codec.text(link.out(), String.valueOf(e.getMessage()));
            link.out().flush();
            return;
        }
        try (draft) {
            link.out().writeBoolean(true);
            Codec.id(link.out(), draft.id());
            link.out().flush();
            take(link.in(), draft);
            verdict(link.out(), draft.commit());
            link.out().flush();
        }
    }

    private static void take(DataInputStream in, Draft draft) throws IOException {
        for (;;)
            switch (RemoteIntake.Verb.values()[in.readByte()]) {
                case RECIPIENT -> draft.recipient(new Address(Codec.text(in)), new Address(Codec.text(in)),
                    Codec.text(in), Notify.of(in.readByte()));
                case ATTRIBUTE -> draft.attribute(Codec.text(in), Codec.text(in));
                case CONTENT -> {
                    byte[] bytes = new byte[Codec.count(in, LARGEST)];
                    in.readFully(bytes);
                    draft.content(bytes, 0, bytes.length);
                }
                case COMMIT -> {
                    return;
                }
            }
    }

    private static void verdict(DataOutputStream out, Verdict verdict) throws IOException {
        switch (verdict) {
            case Verdict.Queued() -> out.writeByte(0);
            case Verdict.Discarded() -> out.writeByte(1);
            case Verdict.Failed(Draft.Problem problem, String text) -> {
                out.writeByte(2);
                out.writeByte(problem.ordinal());
                Codec.text(out, text);
            }
        }
    }

    static Verdict verdict(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 0 -> new Verdict.Queued();
            case 1 -> new Verdict.Discarded();
            default -> new Verdict.Failed(Draft.Problem.values()[in.readByte()], Codec.text(in));
        };
    }
}
