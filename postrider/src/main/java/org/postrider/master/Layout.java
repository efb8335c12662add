package org.postrider.master;

import static org.postrider.config.SiteParams.DATA_DIRECTORY;
import static org.postrider.config.SiteParams.QUEUE_DIRECTORY;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.os.FileCalls;
import org.postrider.os.Identity;
import org.postrider.os.User;
import org.postrider.text.Latin1;

/// The folders of the mail system: those below `$queue_directory`, and `$data_directory`.
record Layout(Path queue, Path data) {
    /// Folders, and what others than the owner may do there. `maildrop` is where everybody may leave mail but nobody
    /// can look around; `public` has the sockets that every user's commands talk to.
    private static final Map<String, Integer> FOLDERS = Map.of("pid", 0755, "private", 0700, "public", 0755, "maildrop",
        01733, "journal", 0700, "blob", 0700, "corrupt", 0700);
    /// Folders of root's even where the mail owner owns the others.
    private static final Set<String> ROOTS = Set.of("pid");

    static Layout of(Settings settings) {
        return new Layout(Path.of(Latin1.toUnicode(settings.get(QUEUE_DIRECTORY))),
            Path.of(Latin1.toUnicode(settings.get(DATA_DIRECTORY))));
    }

    Path pidFile() {
        return queue.resolve("pid/master.pid");
    }

    Path agents() {
        return queue.resolve("private/agents");
    }

    Path maildrop() {
        return queue.resolve("maildrop");
    }

    /// The folder of a service's socket.
    Path sockets(boolean isPrivate) {
        return queue.resolve(isPrivate ? "private" : "public");
    }

    /// Where the supervisor's agents find those of the mail process.
    Path services() {
        return queue.resolve("private/services");
    }

    Path intake() {
        return queue.resolve("private/intake");
    }

    /// Makes what is missing, and refuses to work in folders that others could write to.
    ///
    /// @param owner whom the folders belong to; empty map of ids when this process is not root
    void prepare(Owner owner) {
        make(queue);
        for (var folder : FOLDERS.entrySet())
            try {
                prepare(queue.resolve(folder.getKey()), folder.getValue(), owner);
            } catch (IOException e) {
                throw unusable(queue.resolve(folder.getKey()), e);
            }
        prepareData(owner);
    }

    /// Nothing but caches goes there, so who may not make it goes without.
    private void prepareData(Owner owner) {
        if (!owner.root() || Files.isDirectory(data)) return;
        try {
            Files.createDirectories(data.toAbsolutePath().getParent());
            prepare(data, 0700, owner);
        } catch (IOException e) {
            throw new ConfigException("cannot make data_directory " + data + ": " + reason(e)
                + "; make it by hand, owned by mail_owner, or name another place");
        }
    }

    private static void make(Path folder) {
        try {
            if (!Files.isDirectory(folder)) Files.createDirectories(folder);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static ConfigException unusable(Path folder, IOException e) {
        return new ConfigException("cannot prepare the queue folder " + folder + ": " + reason(e)
            + "; it must belong to " + (Identity.current().root() ? "mail_owner"
            : "the user who starts the mail system") + ", with room on its disk: see queue_directory");
    }

    /// The JDK's file exceptions carry the file's name, and only sometimes why.
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "Permission denied";
            case NoSuchFileException _ -> "No such file or directory";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /// @param root true when folders can be given to others
    record Owner(boolean root, int uid, int gid) {
        static final Owner SELF = new Owner(false, 0, 0);

        static Owner of(User user) {
            return new Owner(true, user.uid(), user.gid());
        }
    }

    private static void prepare(Path folder, int mode, Owner owner) throws IOException {
        String path = Latin1.fromUnicode(folder.toString());
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
                "rwx------")));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder)) throw new IOException("Not a directory");
        }
        var status = FileCalls.stat(path);
        if (!owner.root() && status.owner().uid() != Identity.current().euid())
            throw new IOException("owned by user " + status.owner().uid());
        boolean ours = !owner.root() || ROOTS.contains(folder.getFileName().toString());
        if (!ours && status.owner().uid() != owner.uid()) FileCalls.chown(path, owner.uid(), owner.gid());
        if (status.permissions() != mode) FileCalls.chmod(path, mode);
    }
}
