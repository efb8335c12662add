package org.postrider.command;

import java.io.IOException;
import java.nio.file.Files;
import org.postrider.text.Latin1;

/// postkick(1): sends a few letters to a service, which means something to qmgr and pickup.
final class Postkick implements Command {
    @Override public String usage() {
        return "[-c config_dir] [-v] class service request";
    }

    @Override public int run(Invocation given) throws IOException {
        var call = given.plain();
        Options options;
        try {
            options = call.options("c:v");
            if (options.operands().size() != 3) throw CommandException.usage("");
        } catch (CommandException wrong) {
            if (!wrong.getMessage().isEmpty()) call.messages().line(wrong.getMessage());
            throw new CommandException("usage: postkick " + usage());
        }
        var system = MailSystem.of(Setup.configuration(call, options.value('c')).settings());
        String folder = options.operands().get(0), service = options.operands().get(1);
        try {
            system.trigger(folder, service, options.operands().get(2));
            return ExitCodes.OK;
        } catch (IOException | IllegalArgumentException nobody) {
            if (!Files.exists(system.queue().resolve(Latin1.toUnicode(folder + "/" + service))))
                call.messages().warning("unable to look up " + folder + "/" + service + ": No such file or directory");
            call.messages().warning("Cannot contact class " + folder + " service " + service
                + " - perhaps the mail system is down");
            return ExitCodes.FATAL;
        }
    }
}
