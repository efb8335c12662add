package org.postrider.master;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.postrider.agent.error.ErrorAgent;
import org.postrider.agent.local.LocalAgent;
import org.postrider.agent.smtp.SmtpAgent;
import org.postrider.agent.virtual.VirtualAgent;
import org.postrider.cleanup.Intake;
import org.postrider.config.Environment;
import org.postrider.config.LocalMachine;
import org.postrider.config.MasterCf.Row;
import org.postrider.config.MasterCf.Type;
import org.postrider.config.Settings;
import org.postrider.delivery.DeliveryAgent;
import org.postrider.delivery.DeliveryLog;
import org.postrider.dns.HostsFile;
import org.postrider.log.Log;
import org.postrider.net.Connector;
import org.postrider.net.Interfaces;
import org.postrider.resolve.Router;
import org.postrider.table.Tables;
import org.postrider.text.Latin1;

/// Makes delivery agents of master.cf rows.
///
/// @param intake where agents forward to
/// @param router where they learn what is theirs
/// @param agents other delivery services by name, which they may leave mail to
record AgentWiring(Site site, Ground ground, Intake intake, Router router,
                   Function<String, Optional<DeliveryAgent>> agents) {
    /// Agents that write with a recipient's rights.
    static boolean isPrivileged(Row row) {
        return row.type() == Type.UNIX && switch (row.program()) {
            case "local", "virtual", "pipe" -> true;
            default -> false;
        };
    }

    /// @param row one of [#isPrivileged]
    DeliveryAgent privileged(Row row) {
        var settings = site.settings(row);
        var log = log(row, settings);
        return switch (row.program()) {
            case "virtual" -> new VirtualAgent(settings, new VirtualAgent.Parts(Tables.of(settings, log),
                ground.runAs(), ground.time(), log, ground.numbers()));
            case "local" -> local(row, settings, log);
            default -> unavailable(row, log);
        };
    }

    private DeliveryAgent local(Row row, Settings settings, Log log) {
        var machine = new LocalAgent.Machine(ground.users(), ground.runAs(), ground.commands(), environment(settings));
        return new LocalAgent(row.service(), settings, new LocalAgent.Parts(Tables.of(settings, log), intake, machine,
            router, agents, ground.time(), log, ground.numbers()));
    }

    /// This process' own, one char per byte.
    /// What this process keeps of its environment.
    static Map<String, String> environment(Settings settings) {
        var environment = new HashMap<String, String>();
        System.getenv().forEach((name, value) ->
            environment.put(Latin1.fromUnicode(name), Latin1.fromUnicode(value)));
        return Environment.imported(settings, environment);
    }

    /// The agent of a row; empty for rows that are no delivery service.
    Optional<DeliveryAgent> agent(Row row, Outside outside) {
        if (isPrivileged(row)) return Optional.of(ground.split()
            ? new RemoteAgent(row.service(), ground.layout().agents(), log(row, site.settings(row)))
            : privileged(row));
        return switch (row.program()) {
            case "error", "discard" -> Optional.of(error(row));
            case "smtp", "lmtp" -> Optional.of(smtp(row, outside));
            default -> Optional.empty();
        };
    }

    private DeliveryAgent smtp(Row row, Outside outside) {
        var settings = site.settings(row);
        var log = log(row, settings);
        var machine = new LocalMachine(row.program());
        var own = new SmtpAgent.Own(Interfaces.of(settings, machine), Interfaces.proxies(settings, machine));
        var routing = outside.routing();
        return new SmtpAgent(settings, new SmtpAgent.Parts(row.program().equals("lmtp"), row.operands(),
            routing.rewriter(), routing.classes(), outside.resolver().telling(log::warning),
            HostsFile.system()::addresses, own, new Connector(ground.watchdog()),
            outside.tables(row, () -> Tables.of(settings, log)), agents, ground.time(), log, ground.numbers()));
    }

    Log log(Row row, Settings settings) {
        return ground.log(settings, row.program());
    }

    private DeliveryAgent error(Row row) {
        var settings = site.settings(row);
        var action = row.program().equals("discard") ? ErrorAgent.Action.DISCARD
            : row.service().equals("retry") ? ErrorAgent.Action.DEFER : ErrorAgent.Action.BOUNCE;
        return new ErrorAgent(action, new DeliveryLog(log(row, settings), settings), ground.time(), ground.numbers());
    }

    /// A service that cannot be had keeps its mail in the queue.
    private DeliveryAgent unavailable(Row row, Log log) {
        log.warning(site.master().path() + ", line " + row.line() + ": the service " + row.program()
            + " is not there yet: its mail stays in the queue");
        var settings = site.settings(row);
        return new ErrorAgent(ErrorAgent.Action.DEFER, new DeliveryLog(log, settings), ground.time(),
            ground.numbers());
    }
}
