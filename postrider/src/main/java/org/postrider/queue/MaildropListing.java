package org.postrider.queue;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.postrider.address.Address;
import org.postrider.os.ErrnoException;
import org.postrider.os.OpenFile;
import org.postrider.os.OpenFile.Option;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.text.Latin1;

/// What lies in the maildrop, not picked up yet, as queue listings show it. A file has no queue id; it is shown under
/// one that its inode number and time of change make, as Postfix names its files. For the mail owner and root.
///
/// @param folder `$queue_directory/maildrop`
public record MaildropListing(Path folder, Users users) {
    /// Facts are arguments of a command, and the kernel takes at most 2 MB of those.
    private static final int MOST_FACTS = 1 << 22;
    /// Files that are shown; more have never been seen where a mail system runs at all.
    private static final int MOST_FILES = 1_000_000;

    /// A file and what is shown of it.
    public record Found(Path file, Listed listed) {}

    /// The id that a file of that inode number shows under when it was changed at that moment.
    public static QueueId id(long inode, Instant changed) {
        return QueueIdForm.SHORT.spell(inode, Entry.micros(changed));
    }

    /// All complete files that there are now.
    public List<Found> list() throws IOException {
        var found = new ArrayList<Found>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (found.size() == MOST_FILES) break;
                look(file).ifPresent(listed -> found.add(new Found(file, listed)));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    /// Files come and go: one that cannot be read is none.
    private Optional<Listed> look(Path path) {
        try (var file = OpenFile.open(Latin1.fromUnicode(path.toString()), 0, Option.READ, Option.NON_BLOCKING,
                Option.NO_FOLLOW)) {
            var status = file.status();
            if (!status.isFile() || !ended(file, status.size())) return Optional.empty();
            byte[] head = read(file, 0, (int) Math.min(status.size(), MOST_FACTS));
            var changed = Files.getLastModifiedTime(path).toInstant();
            var id = id(status.inode(), changed);
            return Submission.parse(head, head.length).map(parsed ->
                listed(parsed.facts(), new Stamp(id, changed, status.size(), status.owner().uid())));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private record Stamp(QueueId id, Instant changed, long size, int uid) {}

    private Listed listed(Submission facts, Stamp stamp) {
        String sender = facts.get("sender").orElseGet(() -> users.user(stamp.uid())
            instanceof Users.Answer.Found<User>(User user) ? user.name() : Integer.toUnsignedString(stamp.uid()));
        var receivers = facts.recipients().stream().map(text -> Listed.shown(new Address(text)))
            .map(shown -> new Listed.Receiver(shown, shown, "", "")).toList();
        return new Listed("maildrop", stamp.id().text(), stamp.changed().getEpochSecond(), stamp.size(), false,
            Listed.shown(new Address(sender)), receivers);
    }

    private static boolean ended(OpenFile file, long size) throws ErrnoException {
        byte[] end = Latin1.bytes(Submission.END);
        return size > end.length && Arrays.equals(read(file, size - end.length, end.length), end);
    }

    private static byte[] read(OpenFile file, long from, int length) throws ErrnoException {
        file.seek(from);
        byte[] bytes = new byte[length];
        int got = 0;
        for (int now = 1; got < length && now > 0; got += Math.max(now, 0)) now = file.read(bytes, got, length - got);
        return got == length ? bytes : Arrays.copyOf(bytes, got);
    }
}
