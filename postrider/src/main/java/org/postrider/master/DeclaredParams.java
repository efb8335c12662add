package org.postrider.master;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postrider.agent.local.LocalParams;
import org.postrider.agent.smtp.SmtpParams;
import org.postrider.agent.virtual.VirtualParams;
import org.postrider.anvil.AnvilParams;
import org.postrider.bounce.BounceParams;
import org.postrider.cleanup.CleanupParams;
import org.postrider.command.SendmailParams;
import org.postrider.config.Param;
import org.postrider.config.ParamFamily;
import org.postrider.config.SiteParams;
import org.postrider.dns.DnsParams;
import org.postrider.flush.FlushParams;
import org.postrider.mailbox.MailboxParams;
import org.postrider.net.NetParams;
import org.postrider.pickup.PickupParams;
import org.postrider.qmgr.QmgrParams;
import org.postrider.queue.QueueParams;
import org.postrider.resolve.ResolveParams;
import org.postrider.smtpd.SmtpdParams;
import org.postrider.spawn.SpawnParams;
import org.postrider.smtpd.access.AccessParams;
import org.postrider.table.TableParams;
import org.postrider.verify.VerifyParams;

/// All parameters that the rooms declare, in one place: a room's `*Params` that is not named here does not exist for
/// postconf(1), the check at start and the reference.
public final class DeclaredParams {
    public static final List<ParamFamily<?>> FAMILIES =
        Stream.of(QmgrParams.FAMILIES, SpawnParams.FAMILIES).<ParamFamily<?>>flatMap(List::stream).toList();

    /// One a line, so that those who add some don't stand in each other's way.
    public static final List<Param<?>> ALL = together(List.of(
        SiteParams.ALL,
        NetParams.ALL,
        DnsParams.ALL,
        TableParams.ALL,
        QueueParams.ALL,
        MailboxParams.ALL,
        ResolveParams.ALL,
        AnvilParams.ALL,
        CleanupParams.ALL,
        BounceParams.ALL,
        FlushParams.ALL,
        SmtpdParams.ALL,
        AccessParams.ALL,
        VerifyParams.ALL,
        PickupParams.ALL,
        SmtpParams.ALL,
        LocalParams.ALL,
        VirtualParams.ALL,
        QmgrParams.ALL,
        ToolParams.ALL,
        SendmailParams.ALL,
        MasterParams.ALL));

    private DeclaredParams() {}

    private static List<Param<?>> together(List<List<Param<?>>> rooms) {
        var all = new ArrayList<Param<?>>();
        rooms.forEach(all::addAll);
        return List.copyOf(all);
    }
}
