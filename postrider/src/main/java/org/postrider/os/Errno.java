package org.postrider.os;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// An error number of Linux. Its text is that of the C locale whatever the locale of the process, because log
/// analysers know those words.
public record Errno(int number) {
    public static final Errno EPERM = new Errno(1);
    public static final Errno ENOENT = new Errno(2);
    public static final Errno ESRCH = new Errno(3);
    public static final Errno EINTR = new Errno(4);
    public static final Errno EIO = new Errno(5);
    public static final Errno EAGAIN = new Errno(11);
    public static final Errno ENOMEM = new Errno(12);
    public static final Errno EACCES = new Errno(13);
    public static final Errno EEXIST = new Errno(17);
    public static final Errno ENOTDIR = new Errno(20);
    public static final Errno EISDIR = new Errno(21);
    public static final Errno EINVAL = new Errno(22);
    public static final Errno ENFILE = new Errno(23);
    public static final Errno EMFILE = new Errno(24);
    public static final Errno EFBIG = new Errno(27);
    public static final Errno ENOSPC = new Errno(28);
    public static final Errno EROFS = new Errno(30);
    public static final Errno EPIPE = new Errno(32);
    public static final Errno ERANGE = new Errno(34);
    public static final Errno ENAMETOOLONG = new Errno(36);
    public static final Errno ENOTEMPTY = new Errno(39);
    public static final Errno ELOOP = new Errno(40);
    public static final Errno EADDRINUSE = new Errno(98);
    public static final Errno EADDRNOTAVAIL = new Errno(99);
    public static final Errno ENETUNREACH = new Errno(101);
    public static final Errno ECONNRESET = new Errno(104);
    public static final Errno ENOBUFS = new Errno(105);
    public static final Errno ETIMEDOUT = new Errno(110);
    public static final Errno ECONNREFUSED = new Errno(111);
    public static final Errno EHOSTUNREACH = new Errno(113);
    public static final Errno ESTALE = new Errno(116);
    public static final Errno EDQUOT = new Errno(122);

    private static final Map<Integer, String> TEXTS = """
        1 Operation not permitted
        2 No such file or directory
        3 No such process
        4 Interrupted system call
        5 Input/output error
        6 No such device or address
        7 Argument list too long
        8 Exec format error
        9 Bad file descriptor
        10 No child processes
        11 Resource temporarily unavailable
        12 Cannot allocate memory
        13 Permission denied
        14 Bad address
        16 Device or resource busy
        17 File exists
        18 Invalid cross-device link
        19 No such device
        20 Not a directory
        21 Is a directory
        22 Invalid argument
        23 Too many open files in system
        24 Too many open files
        25 Inappropriate ioctl for device
        26 Text file busy
        27 File too large
        28 No space left on device
        29 Illegal seek
        30 Read-only file system
        31 Too many links
        32 Broken pipe
        34 Numerical result out of range
        35 Resource deadlock avoided
        36 File name too long
        37 No locks available
        38 Function not implemented
        39 Directory not empty
        40 Too many levels of symbolic links
        61 No data available
        62 Timer expired
        71 Protocol error
        75 Value too large for defined data type
        84 Invalid or incomplete multibyte or wide character
        88 Socket operation on non-socket
        89 Destination address required
        90 Message too long
        91 Protocol wrong type for socket
        92 Protocol not available
        93 Protocol not supported
        94 Socket type not supported
        95 Operation not supported
        97 Address family not supported by protocol
        98 Address already in use
        99 Cannot assign requested address
        100 Network is down
        101 Network is unreachable
        102 Network dropped connection on reset
        103 Software caused connection abort
        104 Connection reset by peer
        105 No buffer space available
        106 Transport endpoint is already connected
        107 Transport endpoint is not connected
        108 Cannot send after transport endpoint shutdown
        110 Connection timed out
        111 Connection refused
        112 Host is down
        113 No route to host
        114 Operation already in progress
        115 Operation now in progress
        116 Stale file handle
        117 Structure needs cleaning
        121 Remote I/O error
        122 Disk quota exceeded
        123 No medium found
        125 Operation canceled
        """.lines().map(line -> line.split(" ", 2)).collect(Collectors.toUnmodifiableMap(
            words -> Integer.valueOf(words[0]), words -> words[1]));
    private static final Map<String, Integer> NUMBERS = TEXTS.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    /// What `strerror` says, for instance "Permission denied".
    public String text() {
        var text = TEXTS.get(number);
        return text == null ? "Unknown error " + number : text;
    }

    /// The exception that says so; its message is [#text].
    public ErrnoException raise() {
        return new ErrnoException(this);
    }

    /// The error number behind an exception of this room or of the JDK; empty when the exception doesn't say.
    public static Optional<Errno> of(IOException failure) {
        return switch (failure) {
            case ErrnoException known -> Optional.of(known.errno());
            case NoSuchFileException _ -> Optional.of(ENOENT);
            case AccessDeniedException _ -> Optional.of(EACCES);
            case FileAlreadyExistsException _ -> Optional.of(EEXIST);
            case DirectoryNotEmptyException _ -> Optional.of(ENOTEMPTY);
            case NotDirectoryException _ -> Optional.of(ENOTDIR);
            case FileSystemLoopException _ -> Optional.of(ELOOP);
            case FileSystemException named -> ofText(named.getReason() == null ? "" : named.getReason());
            default -> ofText(failure.getMessage() == null ? "" : failure.getMessage()).or(() -> ofClass(failure));
        };
    }

    /// The text for a log line: what `strerror` says when the number is known, what the exception says otherwise.
    public static String text(IOException failure) {
        return of(failure).map(Errno::text).orElseGet(
            () -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /// The JDK puts the text of `strerror` into its messages, at times behind the name of a file or in brackets.
    private static Optional<Errno> ofText(String message) {
        var bracket = message.endsWith(")") ? message.substring(message.lastIndexOf('(') + 1, message.length() - 1) : "";
        var number = NUMBERS.getOrDefault(message, NUMBERS.get(bracket));
        return Optional.ofNullable(number).map(Errno::new);
    }

    private static Optional<Errno> ofClass(IOException failure) {
        return switch (failure) {
            case BindException _ -> Optional.of(EADDRINUSE);
            case NoRouteToHostException _ -> Optional.of(EHOSTUNREACH);
            case SocketTimeoutException _ -> Optional.of(ETIMEDOUT);
            case ConnectException refused -> Optional.of(timedOut(refused) ? ETIMEDOUT : ECONNREFUSED);
            case FileNotFoundException _ -> Optional.of(ENOENT);
            default -> Optional.empty();
        };
    }

    private static boolean timedOut(ConnectException failure) {
        return failure.getMessage() != null && failure.getMessage().contains("timed out");
    }
}
