package org.postrider.master;

import org.postrider.config.LocalMachine;
import org.postrider.net.Interfaces;
import org.postrider.resolve.AddressClasses;
import org.postrider.resolve.Rewriter;
import org.postrider.resolve.Router;
import org.postrider.resolve.SiteRouter;
import org.postrider.resolve.TrivialRewriter;
import org.postrider.table.Tables;

/// What the service `rewrite` of master.cf knows of addresses. Each of our processes that needs it has its own.
record Routing(Rewriter rewriter, AddressClasses classes, Router router) {
    static Routing of(Site site, Ground ground) {
        var settings = site.settings("trivial-rewrite");
        var log = ground.log(settings, "trivial-rewrite");
        var tables = Tables.of(settings, log);
        var machine = new LocalMachine("master");
        var own = Interfaces.of(settings, machine);
        var proxies = Interfaces.proxies(settings, machine);
        var classes = new AddressClasses(tables, ip -> own.isOwn(ip) || proxies.contains(ip));
        return new Routing(new TrivialRewriter(settings, log::info), classes,
            new SiteRouter(settings, tables, classes, log));
    }
}
