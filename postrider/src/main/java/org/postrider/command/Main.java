package org.postrider.command;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.postrider.config.ConfigException;
import org.postrider.table.TableException;

/// The first class of every command. The launcher hands over the name that the program was called by as the first
/// argument.
public final class Main {
    /// Where the launcher says that this software is installed.
    private static final String HOME = "postrider.home";

    private Main() {}

    /// @param arguments the program's name as it was called, then its arguments
    public static void main(String[] arguments) {
        System.exit(run(call(arguments)));
    }

    /// One line per program. Sendmail's other names are told apart by the command itself.
    private static Optional<Command> find(String name) {
        return switch (name) {
            case "postconf" -> Optional.of(new Postconf());
            case "postfix" -> Optional.of(new Postfix());
            case "postmap" -> Optional.of(new Postmap());
            case "postalias" -> Optional.of(new Postalias());
            case "newaliases" -> Optional.of(new Newaliases());
            case "postqueue" -> Optional.of(new Postqueue());
            case "postsuper" -> Optional.of(new Postsuper());
            case "postcat" -> Optional.of(new Postcat());
            case "postkick" -> Optional.of(new Postkick());
            case "postlog" -> Optional.of(new Postlog());
            case "postlock" -> Optional.of(new Postlock());
            case "postdrop" -> Optional.of(new Postdrop());
            case "sendmail", "mailq" -> Optional.of(new Sendmail());
            default -> Optional.empty();
        };
    }

    /// The call that these arguments, the environment and the standard streams make.
    static Invocation call(String[] arguments) {
        var given = RawProcess.arguments(arguments);
        String program = given.isEmpty() ? "" : given.getFirst();
        return new Invocation(
            program, given.isEmpty() ? given : given.subList(1, given.size()),
            RawProcess.environment(System.getenv()), Path.of(System.getProperty("user.dir")),
            Path.of(System.getProperty(HOME, ".")).toAbsolutePath().normalize(), new FileInputStream(FileDescriptor.in),
            new BufferedOutputStream(new StandardOutput(new FileOutputStream(FileDescriptor.out))),
            new FileOutputStream(FileDescriptor.err));
    }

    /// Runs the command that the invocation names.
    ///
    /// @return the exit status
    static int run(Invocation call) {
        var command = find(call.name());
        if (command.isPresent()) return run(command.get(), call);
        call.messages().fatal("no such command; call me by the name of one of the programs beside me");
        return ExitCodes.USAGE;
    }

    /// Runs the command and turns what it throws into messages and a status.
    static int run(Command command, Invocation call) {
        try {
            int status = command.run(call);
            call.out().flush();
            return status;
        } catch (CommandException end) {
            flush(call.out());
            return end.isUsage() ? usage(command, call, end.getMessage()) : fatal(call, end);
        } catch (ConfigException | TableException bad) {
            flush(call.out());
            if (bad instanceof ConfigException config) config.warnings().forEach(call.messages()::warning);
            call.messages().fatal(bad.getMessage());
            return ExitCodes.FATAL;
        } catch (IOException world) {
            flush(call.out());
            call.messages().fatal(words(world));
            return ExitCodes.FATAL;
        } catch (RuntimeException | StackOverflowError bug) {
            flush(call.out());
            call.messages().panic(bug.toString());
            bug.printStackTrace(new PrintStream(call.err(), true));
            return ExitCodes.SOFTWARE;
        }
    }

    private static int fatal(Invocation call, CommandException end) {
        if (!end.getMessage().isEmpty()) call.messages().fatal(end.getMessage());
        return end.status();
    }

    private static int usage(Command command, Invocation call, String problem) {
        if (!problem.isEmpty()) call.messages().line(problem);
        call.messages().fatal("usage: " + call.program() + " " + command.usage());
        return command.usageStatus();
    }

    /// The JDK's file exceptions carry the file's name alone as their message.
    private static String words(IOException world) {
        String message = String.valueOf(world.getMessage());
        return world instanceof java.nio.file.FileSystemException ? reason(world) + ": " + message : message;
    }

    private static String reason(IOException world) {
        return switch (world) {
            case java.nio.file.NoSuchFileException _ -> "no such file or folder";
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.FileAlreadyExistsException _ -> "file exists already";
            default -> "file error";
        };
    }

    /// What was printed before the failure is shown; a second failure would only hide the first.
    private static void flush(OutputStream out) {
        try {
            out.flush();
        } catch (IOException | CommandException closed) {
            return;
        }
    }
}
