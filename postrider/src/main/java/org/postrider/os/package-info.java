/// Everything that the JDK does not reach: users, file locks, changing the identity of a thread, starting commands,
/// signals, syslog, LMDB. The only room with `java.lang.foreign`.
///
/// **Platform**: Linux with glibc on x86_64 and aarch64. Structures are read at offsets that both share; where they
/// differ, the call with the common layout is taken (`statx` in place of `stat`).
///
/// **Threads**: a native call holds its carrier thread, so nothing here that can block for long runs on a virtual
/// thread: it is handed to a small pool of platform threads ([org.postrider.os.NativePool]), where the caller waits
/// without holding a carrier. What a class does on the calling thread itself is quick, or says so.
///
/// **Text**: every String is bytes, one char per byte (ISO 8859-1), as everywhere in the house. Only so a path or an
/// argument reaches the kernel with the bytes that the configuration or the mail had, whatever the locale of the JVM.
///
/// **When the world fails**: a failed system call is an [org.postrider.os.ErrnoException], an `IOException` whose
/// message is the text that `strerror` gives in the C locale, which is how Postfix logs it. Questions that can be
/// answered "not there" and "cannot tell" return sealed answers. Symbols are looked up when a class is first used, so a
/// missing optional library (LMDB) costs only those who ask for it.
package org.postrider.os;
