package org.postrider.command;

import static org.postrider.agent.local.LocalParams.MAILBOX_LOCK;
import static org.postrider.mailbox.MailboxParams.LOCK_ATTEMPTS;
import static org.postrider.mailbox.MailboxParams.LOCK_DELAY;
import static org.postrider.mailbox.MailboxParams.STALE_LOCK;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.os.DotLock;
import org.postrider.os.ErrnoException;
import org.postrider.os.OpenFile;
import org.postrider.os.OpenFile.LockStyle;
import org.postrider.os.OpenFile.Option;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// postlock(1): locks a mailbox file as the local delivery agent does, and runs a command meanwhile.
final class Postlock implements Command {
    private static final int OWNER_ONLY = 0600;
    private static final String BUSY = "unable to lock for exclusive access: Resource temporarily unavailable";

    @Override public String usage() {
        return "[-c config_dir] [-l lock_style] [-v] folder command...";
    }

    @Override public int usageStatus() {
        return ExitCodes.TEMP_FAIL;
    }

    @Override public int run(Invocation call) throws IOException {
        var options = call.options("c:l:v");
        if (options.operands().size() < 2) throw CommandException.usage("");
        Settings settings;
        try {
            settings = Setup.configuration(call, options.value('c')).settings();
        } catch (ConfigException bad) {
            throw fatal(bad.getMessage());
        }
        String styles = options.value('l').orElse(settings.get(MAILBOX_LOCK));
        var lock = new Lock(options.operands().getFirst(), settings, Styles.of(styles));
        return lock.during(() -> command(call, options.operands().subList(1, options.operands().size())));
    }

    private static CommandException fatal(String text) {
        return new CommandException(ExitCodes.TEMP_FAIL, text);
    }

    private static int command(Invocation call, List<String> words) {
        var command = new ArrayList<String>();
        for (String word : words) command.add(Latin1.toUnicode(word));
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            return status > 128 ? ExitCodes.FATAL : status;
        } catch (IOException none) {
            throw new CommandException("execvp " + words.getFirst() + ": No such file or directory");
        } catch (InterruptedException stop) {
            return ExitCodes.TEMP_FAIL;
        }
    }

    private record Styles(Set<LockStyle> open, boolean dot) {
        static Styles of(String list) {
            var open = EnumSet.noneOf(LockStyle.class);
            boolean dot = false;
            for (String word : list.strip().split("[,\\s]+"))
                switch (word) {
                    case "fcntl" -> open.add(LockStyle.FCNTL);
                    case "flock" -> open.add(LockStyle.FLOCK);
                    case "dotlock" -> dot = true;
                    default -> throw fatal("unknown mailbox_delivery_lock value \"" + word + "\" in \"" + list + "\"");
                }
            return new Styles(open, dot);
        }
    }

    private interface Work {
        int run();
    }

    private interface Attempt {
        boolean made() throws ErrnoException;
    }

    private record Lock(String path, Settings settings, Styles styles) {
        int during(Work work) throws IOException {
            if (!styles.dot()) return locked(work);
            try {
                if (!got(() -> DotLock.attempt(path, Time.system().now().getEpochSecond(),
                    settings.get(STALE_LOCK).toSeconds()))) throw fatal("open file " + path + ": " + BUSY);
            } catch (ErrnoException failed) {
                throw fatal("open file " + path + ": unable to create lock file " + path + ".lock: "
                    + failed.getMessage());
            }
            try {
                return locked(work);
            } finally {
                DotLock.release(path);
            }
        }

        private int locked(Work work) throws IOException {
            try (var file = OpenFile.open(path, OWNER_ONLY, Option.APPEND, Option.WRITE, Option.CREATE)) {
                for (var style : styles.open())
                    if (!got(() -> file.tryLock(style))) throw fatal("open file " + path + ": " + BUSY);
                return work.run();
            } catch (ErrnoException failed) {
                throw fatal("open file " + path + ": " + failed.getMessage());
            }
        }

        private boolean got(Attempt attempt) throws ErrnoException {
            for (int left = settings.get(LOCK_ATTEMPTS); left > 0; left--) {
                if (attempt.made()) return true;
                try {
                    if (left > 1) Time.system().sleep(settings.get(LOCK_DELAY));
                } catch (InterruptedException stop) {
                    return false;
                }
            }
            return false;
        }
    }
}
