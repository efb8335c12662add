package org.postrider.master;

import static org.postrider.config.SiteParams.MYORIGIN;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.postrider.anvil.Anvil;
import org.postrider.cleanup.Intake;
import org.postrider.config.ConfigException;
import org.postrider.config.LocalMachine;
import org.postrider.config.MasterCf.Row;
import org.postrider.config.MasterCf.Type;
import org.postrider.config.Settings;
import org.postrider.dns.DnsjavaResolver;
import org.postrider.dns.HostsFile;
import org.postrider.log.Log;
import org.postrider.flush.SiteFlush;
import org.postrider.net.Connector;
import org.postrider.net.Interfaces;
import org.postrider.net.Listener;
import org.postrider.smtpd.Parts;
import org.postrider.smtpd.PeerNames;
import org.postrider.smtpd.Smtpd;
import org.postrider.smtpd.access.Restrictions;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;
import org.postrider.verify.AddressVerifier;

/// The SMTP servers of master.cf: its inet rows whose program is smtpd.
record SmtpdWiring(Site site, Ground ground, Routing routing, DnsjavaResolver resolver,
                   Function<Settings, Intake> intakes, AddressVerifier verifier, Shared shared) {
    /// What stays through reloads.
    ///
    /// @param flush tries what waits for a destination
    record Shared(Anvil anvil, SiteFlush flush) {}

    List<Doors.Service> doors() {
        var doors = new ArrayList<Doors.Service>();
        for (var row : site.master().rows())
            if (row.type() == Type.INET && isServer(row))
                doors.add(new Doors.Service(row, stressed -> server(row, stressed), site.limit(row)));
        return doors;
    }

    private boolean isServer(Row row) {
        if (!row.program().equals("postscreen")) return row.program().equals("smtpd");
        ground.log(site.settings(row), "master").warning(site.master().path() + ", line " + row.line()
            + ": postscreen is not implemented yet: its clients go to an SMTP server at once");
        return true;
    }

    private Listener.Handler server(Row row, BooleanSupplier stressed) {
        var settings = site.settings(row);
        refuseUnfiltered(row, settings);
        var log = ground.log(settings, "smtpd");
        var tables = Tables.of(settings, log);
        var addresses = new Parts.Addresses(routing.rewriter(), routing.router());
        return new Smtpd(settings, row.service(), new Parts(intakes.apply(settings), addresses, tables::with,
            its -> restrictions(its, tables.with(its), log),
            new PeerNames(resolver.telling(_ -> { }), HostsFile.system()), shared.anvil(), shared.flush(),
            ground.time(), log, ground.numbers()), stressed);
    }

    /// Mail that is to be filtered before it is taken must never pass unfiltered.
    private void refuseUnfiltered(Row row, Settings settings) {
        String filter = settings.expand("$smtpd_proxy_filter");
        if (!filter.isEmpty()) throw new ConfigException(site.master().path() + ", line " + row.line()
            + ": parameter smtpd_proxy_filter = " + filter + ": the before-queue content filter is not there yet, and "
            + "mail would pass unfiltered; leave it empty, or use content_filter");
    }

    private Restrictions restrictions(Settings settings, Tables tables, Log log) {
        Predicate<Ip> own = Interfaces.of(settings, new LocalMachine("master"))::isOwn;
        String origin = settings.get(MYORIGIN);
        Function<String, MatchList.Answer> ours = domain ->
            Latin1.same(domain, origin) ? MatchList.MATCH : routing.classes().local(domain);
        return Restrictions.compile(settings, new org.postrider.smtpd.access.Parts(tables,
            new org.postrider.smtpd.access.Parts.Addresses(routing.rewriter(), routing.router(), ours),
            resolver.telling(log::warning), own, new Connector(ground.watchdog()), verifier, ground.time(), log));
    }
}
