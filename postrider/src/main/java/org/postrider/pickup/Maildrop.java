package org.postrider.pickup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postrider.os.ErrnoException;
import org.postrider.os.FileCalls;
import org.postrider.text.Latin1;

/// The folder where sendmail leaves mail.
///
/// @param folder `$queue_directory/maildrop`
/// @param aside  where files go that cannot be understood
record Maildrop(Path folder, Path aside) {
    /// Names in it; what begins with a dot is nobody's mail.
    List<String> names() throws IOException {
        var names = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = Latin1.fromUnicode(file.getFileName().toString());
                if (!name.startsWith(".")) names.add(name);
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /// One char per byte.
    String path(String name) {
        return Latin1.fromUnicode(folder.toString()) + "/" + name;
    }

    /// When it was last written.
    Instant modified(String name) throws IOException {
        return Files.getLastModifiedTime(folder.resolve(Latin1.toUnicode(name)), LinkOption.NOFOLLOW_LINKS)
            .toInstant();
    }

    void remove(String name) throws ErrnoException {
        FileCalls.unlink(path(name));
    }

    void setAside(String name) throws ErrnoException {
        FileCalls.rename(path(name), Latin1.fromUnicode(aside.toString()) + "/maildrop-" + name);
    }
}
