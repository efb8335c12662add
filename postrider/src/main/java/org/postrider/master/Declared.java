package org.postrider.master;

import java.util.ArrayList;
import java.util.List;
import org.postrider.agent.virtual.VirtualParams;
import org.postrider.bounce.BounceParams;
import org.postrider.cleanup.CleanupParams;
import org.postrider.config.Param;
import org.postrider.config.SiteParams;
import org.postrider.dns.DnsParams;
import org.postrider.mailbox.MailboxParams;
import org.postrider.net.NetParams;
import org.postrider.qmgr.QmgrParams;
import org.postrider.queue.QueueParams;
import org.postrider.resolve.ResolveParams;
import org.postrider.table.TableParams;

/// All parameters that the rooms declare.
final class Declared {
    private Declared() {}

    static List<Param<?>> all() {
        var all = new ArrayList<Param<?>>();
        List.of(SiteParams.ALL, NetParams.ALL, DnsParams.ALL, TableParams.ALL, QueueParams.ALL, MailboxParams.ALL,
            ResolveParams.ALL, CleanupParams.ALL, BounceParams.ALL, VirtualParams.ALL, QmgrParams.ALL, MasterParams.ALL)
            .forEach(all::addAll);
        return all;
    }
}
