package org.postrider.os;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ErrnoTest {
    @Test void anErrorSaysWhatTheCLibrarySays() {
        assertEquals("Permission denied", Errno.EACCES.text());
        assertEquals("Disk quota exceeded", Errno.EDQUOT.raise().getMessage());
        assertEquals("Unknown error 4711", new Errno(4711).text());
    }

    @Test void exceptionsOfTheJdkAreUnderstood() {
        assertEquals(Optional.of(Errno.EACCES), Errno.of(new AccessDeniedException("/x")));
        assertEquals(Optional.of(Errno.ENOSPC), Errno.of(new IOException("No space left on device")));
        assertEquals(Optional.of(Errno.EDQUOT),
            Errno.of(new FileSystemException("/a", null, "Disk quota exceeded")));
        assertEquals("Connection refused", Errno.text(new ConnectException("Connection refused")));
        assertEquals("Connection timed out", Errno.text(new ConnectException("Connection timed out: connect")));
        assertEquals("No route to host", Errno.text(new NoRouteToHostException("Kein Weg")));
        assertEquals("Cannot assign requested address",
            Errno.text(new BindException("Cannot assign requested address")));
        assertEquals(Optional.empty(), Errno.of(new IOException("odd")));
        assertEquals("odd", Errno.text(new IOException("odd")));
    }

    @Test void aRealFailureOfTheFileSystemIsUnderstood() {
        var missing = Assertions.assertThrows(NoSuchFileException.class, () -> Files.size(Path.of("/no/such")));
        assertEquals("No such file or directory", Errno.text(missing));
        var folder = Assertions.assertThrows(IOException.class, () -> Files.readAllBytes(Path.of("/")));
        assertEquals(Optional.of(Errno.EISDIR), Errno.of(folder));
    }
}
