package org.postrider.command;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.postrider.queue.MessageImage;
import org.postrider.queue.QueueId;
import org.postrider.queue.QueueName;
import org.postrider.queue.QueueReader;
import org.postrider.queue.QueueRequest;
import org.postrider.queue.QueuedMessage;
import org.postrider.text.Latin1;

/// postcat(1): shows messages of the queue in the form of Postfix's queue files, and such files.
///
/// A message is asked of the mail system where that runs, else read from the journal.
final class Postcat implements Command {
    @Override public String usage() {
        return "[-b (body text)] [-c config_dir] [-d (decimal record type)] [-e (envelope records)]"
            + " [-h (header text)] [-q (access queue)] [-v] [file(s)...]";
    }

    @Override public int run(Invocation call) throws IOException {
        var options = call.options("bc:defhoqrs:v");
        long offset = 0;
        if (options.has('s')) offset = offset(options.value('s').orElse(""));
        var settings = Setup.configuration(call, options.value('c')).settings();
        var printer = new RecordPrinter(call, RecordPrinter.Show.of(options), offset, ZoneId.systemDefault());
        if (options.operands().isEmpty()) {
            printer.print("stdin", call.in().readAllBytes());
            return ExitCodes.OK;
        }
        for (String operand : options.operands()) {
            if (options.has('q')) queued(call, MailSystem.of(settings), operand, printer);
            else printer.print(operand, file(operand));
            call.out().flush();
        }
        return ExitCodes.OK;
    }

    private static long offset(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9'))
            throw new CommandException("bad offset: " + text);
        return Long.parseLong(text);
    }

    private static byte[] file(String path) throws IOException {
        try {
            return Files.readAllBytes(Path.of(Latin1.toUnicode(path)));
        } catch (NoSuchFileException none) {
            throw new CommandException("open " + path + ": No such file or directory");
        } catch (AccessDeniedException denied) {
            throw new CommandException("open " + path + ": Permission denied");
        }
    }

    private static void queued(Invocation call, MailSystem system, String text, RecordPrinter printer)
            throws IOException {
        var id = QueueId.of(text);
        if (id.isEmpty()) throw new CommandException("bad mail queue ID: " + text);
        if (running(system, id.get(), printer) || resting(call, system, id.get(), printer)) return;
        throw new CommandException("open queue file " + text + ": No such file or directory");
    }

    /// @return false when nobody answers
    private static boolean running(MailSystem system, QueueId id, RecordPrinter printer) throws IOException {
        try (var channel = system.connect("public", QueueRequest.SOCKET)) {
            MailSystem.send(channel, MailSystem.attributes(new QueueRequest.Show(id).attributes()));
            var in = new DataInputStream(Channels.newInputStream(channel));
            var answer = MailSystem.attributes(in);
            if (answer.containsKey("problem")) throw new CommandException(answer.get("problem"));
            if (!answer.getOrDefault("found", "").equals("1"))
                throw new CommandException("open queue file " + id + ": No such file or directory");
            print(MessageImage.read(in), printer);
            return true;
        } catch (EOFException refused) {
            throw new CommandException("open queue file " + id + ": Permission denied");
        } catch (SocketException | NoSuchFileException nobody) {
            return false;
        }
    }

    private static boolean resting(Invocation call, MailSystem system, QueueId id, RecordPrinter printer)
            throws IOException {
        try (var queue = QueueReader.open(system.queue(), call.messages()::warning)) {
            Optional<QueuedMessage> message = queue.read(id);
            if (message.isEmpty()) return false;
            print(message.get(), printer);
            return true;
        } catch (NoSuchFileException neverThere) {
            return false;
        } catch (AccessDeniedException denied) {
            throw new CommandException("open queue file " + id + ": Permission denied");
        }
    }

    private static void print(QueuedMessage message, RecordPrinter printer) throws IOException {
        var content = new ByteArrayOutputStream();
        message.content().transferTo(content);
        printer.print(path(message), QueueFile.of(message, content.toByteArray()));
    }

    /// Where Postfix would keep the message, as it hashes its folders by default.
    private static String path(QueuedMessage message) {
        String id = message.id().text();
        String folder = message.queue() == QueueName.DEFERRED ? id.charAt(0) + "/" : "";
        return message.queue().word() + "/" + folder + id;
    }
}
