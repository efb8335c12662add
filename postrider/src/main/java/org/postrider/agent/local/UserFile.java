package org.postrider.agent.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;
import org.postrider.os.OpenFile;
import org.postrider.text.Latin1;

/// A list that users write: .forward and :include: files. On the thread that has the rights for it.
final class UserFile {
    /// Bytes; a list of more than a million addresses is a mistake
    private static final int LARGEST = 64 << 20;
    private static final int PIECE = 64 << 10;

    private UserFile() {}

    static String read(String path) throws IOException {
        try (var file = OpenFile.open(path, 0, OpenFile.Option.READ)) {
            var all = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            for (int n = file.read(piece, 0, PIECE); n >= 0; n = file.read(piece, 0, PIECE)) {
                all.write(piece, 0, n);
                if (all.size() > LARGEST) throw new ErrnoException(Errno.EFBIG);
            }
            return Latin1.of(all.toByteArray());
        }
    }
}
