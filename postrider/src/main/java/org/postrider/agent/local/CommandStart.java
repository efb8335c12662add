package org.postrider.agent.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postrider.config.SiteParams;
import org.postrider.config.Words;
import org.postrider.os.Errno;
import org.postrider.os.ErrnoException;
import org.postrider.os.FileCalls;

/// Decides how a command line is run: by itself where no shell is needed.
///
/// @param rights whose the command will have; what can be seen with them is looked at beforehand
record CommandStart(Accounts accounts, Rules rules, Rights rights) {
    static final String PATH = "/usr/bin:/bin";
    private static final String BLANKS = " \t";
    /// What means nothing to a shell.
    private static final String PLAIN = "1234567890!@%-_=+:,./\\abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        + BLANKS;
    private static final int EXECUTE = 0111;

    sealed interface Ready {
        /// @param folder to start in
        record Start(List<String> arguments, Optional<String> folder) implements Ready {}

        /// @param why in the words of a process that tried
        record Impossible(String why) implements Ready {}
    }

    /// @param folder empty: the queue's, as far as the user may enter it
    Ready prepare(String command, Optional<String> folder) {
        try {
            return accounts.run(rights, () -> arguments(command, enter(folder)));
        } catch (IOException e) {
            return new Ready.Impossible(e.getMessage());
        }
    }

    private Optional<String> enter(Optional<String> folder) throws IOException {
        String wanted = folder.orElse(rules.get(SiteParams.QUEUE_DIRECTORY));
        try {
            FileCalls.stat(wanted + "/.");
            return Optional.of(wanted);
        } catch (ErrnoException e) {
            if (folder.isEmpty()) return Optional.of("/");
            throw new IOException("cannot change directory to \"" + wanted + "\" for uid="
                + Integer.toUnsignedString(rights.uid()) + " gid=" + Integer.toUnsignedString(rights.gid()) + ": "
                + e.getMessage());
        }
    }

    private Ready arguments(String command, Optional<String> folder) throws IOException {
        String shell = rules.get(LocalParams.COMMAND_SHELL);
        if (!shell.isBlank()) {
            var words = new ArrayList<>(Words.split(shell, Words.SPACE));
            words.add(command);
            return new Ready.Start(words, folder);
        }
        var words = Words.split(command, BLANKS);
        if (words.isEmpty() || !isPlain(command) || isBuiltIn(words.getFirst()))
            return new Ready.Start(List.of("/bin/sh", "-c", command), folder);
        return new Ready.Start(words, folder);
    }

    private static boolean isPlain(String command) {
        return command.chars().allMatch(c -> PLAIN.indexOf(c) >= 0);
    }

    /// A name without a file behind it may be one of the shell's own commands. A path without one is a mistake, which
    /// is put right some day.
    private static boolean isBuiltIn(String name) throws IOException {
        if (name.indexOf('/') < 0) {
            for (String folder : PATH.split(":")) if (isProgram(folder + "/" + name)) return false;
            return true;
        }
        try {
            var status = FileCalls.stat(name);
            if (!status.isFile() || (status.mode() & EXECUTE) == 0) throw new ErrnoException(Errno.EACCES);
            return false;
        } catch (ErrnoException e) {
            throw new IOException("execvp " + name + ": " + e.getMessage());
        }
    }

    private static boolean isProgram(String path) {
        try {
            var status = FileCalls.stat(path);
            return status.isFile() && (status.mode() & EXECUTE) != 0;
        } catch (ErrnoException _) {
            return false;
        }
    }
}
