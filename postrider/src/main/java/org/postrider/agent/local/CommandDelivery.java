package org.postrider.agent.local;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.postrider.address.Quoting;
import org.postrider.config.ConfigException;
import org.postrider.config.SiteParams;
import org.postrider.mailbox.Letter;
import org.postrider.os.Command;
import org.postrider.os.Commands;
import org.postrider.os.Ran;

/// `|command` in an alias, .forward or :include: file, and `mailbox_command`.
final class CommandDelivery {
    /// Bytes of a command's output that are kept for the bounce, as Postfix does.
    private static final int OUTPUT = 4096;

    private final Stations stations;
    private final Rules rules;
    private final Commands.Limits limits;

    CommandDelivery(Stations stations) {
        this.stations = stations;
        rules = stations.rules();
        limits = new Commands.Limits(OUTPUT, rules.get(SiteParams.COMMAND_TIME_LIMIT));
    }

    void deliver(Job job, Target from, Rights given, String command) {
        var target = from.deeper();
        if (!job.isFirst("command " + target.name().user() + ":" + Integer.toUnsignedString(given.uid()) + " "
            + command)) return;
        if (job.isProbe()) job.sent(target, "delivers to command: " + command);
        else stations.accounts().unprivileged(job, target, given)
            .ifPresent(rights -> run(job, target, rights, command));
    }

    private void run(Job job, Target target, Rights rights, String command) {
        Optional<String> folder;
        try {
            folder = folder(target, rights);
        } catch (ConfigException e) {
            job.log().warning("bad parameter value syntax for " + LocalParams.COMMAND_FOLDER + ": "
                + rules.get(LocalParams.COMMAND_FOLDER));
            job.defer(target, "4.3.5", "mail system configuration error");
            return;
        }
        var start = new CommandStart(stations.accounts(), rules, rights);
        var ready = start.prepare(command, folder);
        switch (ready) {
            case CommandStart.Ready.Impossible(String why) -> job.fail(target, CommandEnd.temporary(why));
            case CommandStart.Ready.Start(var arguments, var where) -> {
                var whole = new Command(arguments, environment(job, target, rights), where,
                    stations.accounts().who(rights));
                end(job, target, whole, command);
            }
        }
    }

    private void end(Job job, Target target, Command whole, String command) {
        Ran ran;
        try (var input = letter(job, target).open()) {
            ran = stations.parts().system().commands().run(whole, input, limits);
        } catch (IOException e) {
            job.defer(target, "4.3.0", "error reading message: " + e.getMessage());
            return;
        }
        if (ran.end() instanceof Ran.End.TimedOut)
            job.log().warning("command time limit exceeded: \"" + command + "\"");
        CommandEnd.problem(ran, command).ifPresentOrElse(why -> job.fail(target, why),
            () -> job.sent(target, "delivered to command: " + command));
    }

    private Letter letter(Job job, Target target) {
        boolean marked = rules.marked().contains(Rules.Marked.COMMAND);
        String sender = Quoting.header(target.lineage().sender());
        String header = Letter.fromLine(sender, stations.parts().time().now())
            + Letter.headers(sender, Quoting.header(target.recipient().original()),
                marked ? Quoting.header(target.lineage().delivered()) : "");
        return new Letter(header, job.request().content(), false, 0);
    }

    private Optional<String> folder(Target target, Rights rights) {
        String pattern = rules.get(LocalParams.COMMAND_FOLDER);
        String folder = new Facts(target, rights, rules).expand(pattern, rules.get(LocalParams.FOLDER_FILTER)).text();
        return folder.isEmpty() ? Optional.empty() : Optional.of(folder);
    }

    /// Much of it comes from strangers: nothing in it may mean anything to a shell.
    private Map<String, String> environment(Job job, Target target, Rights rights) {
        var facts = new HashMap<String, String>();
        var name = target.name();
        facts.put("HOME", rights.home());
        facts.put("SHELL", rights.shell());
        facts.put("DOMAIN", name.domain());
        facts.put("ORIGINAL_RECIPIENT", target.recipient().original().text());
        facts.put("ENVID", job.request().envelope().options().envid());
        client(facts, job);
        facts.values().removeIf(String::isEmpty);
        facts.put("LOGNAME", name.user());
        facts.put("USER", name.user());
        facts.put("SENDER", target.lineage().sender().text());
        facts.put("RECIPIENT", target.recipient().address().text());
        facts.put("LOCAL", name.local());
        name.extension().ifPresent(extension -> facts.put("EXTENSION", extension));
        String filter = rules.get(LocalParams.COMMAND_FILTER);
        facts.replaceAll((_, value) -> Facts.censored(value, filter));
        var all = new HashMap<>(rules.environment());
        all.put("PATH", CommandStart.PATH);
        all.putAll(facts);
        return all;
    }

    private static void client(Map<String, String> facts, Job job) {
        var origin = job.request().envelope().origin();
        facts.put("CLIENT_HOSTNAME", origin.clientName());
        facts.put("CLIENT_ADDRESS", origin.clientAddress());
        facts.put("CLIENT_HELO", origin.helo());
        facts.put("CLIENT_PROTOCOL", origin.protocol());
        facts.put("SASL_METHOD", origin.saslMethod());
        facts.put("SASL_SENDER", origin.saslSender());
        facts.put("SASL_USERNAME", origin.saslUsername());
    }
}
