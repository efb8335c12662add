/// What people and scripts type: postconf, postqueue, sendmail and their kin, each a [Command] behind one entry point.
///
/// [Main] is the first class of every command's JVM. It turns arguments, environment and streams into an [Invocation],
/// finds the command by the name it was called by, runs it on the main thread and ends with its exit status. A command
/// reads its switches with [Options], says what it has to say with [Messages] and gives up by throwing a
/// [CommandException], which becomes Postfix's `name: fatal: text` and an exit status of [ExitCodes].
///
/// Each call is a JVM of its own that somebody waits for. What runs on the way of a short command therefore loads few
/// classes: no regular expressions, no streams, no logging framework before they are needed.
///
/// When the world fails (a file, a socket, a full disk) a command says what, where and what to do, and changes nothing
/// that it has not said it changed. An unexpected exception is a bug: it is reported as `panic` with its stack trace.
package org.postrider.command;
