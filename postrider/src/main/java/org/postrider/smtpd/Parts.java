package org.postrider.smtpd;

import java.util.function.Function;
import java.util.function.LongSupplier;
import org.postrider.anvil.Anvil;
import org.postrider.cleanup.Intake;
import org.postrider.config.Settings;
import org.postrider.flush.SiteFlush;
import org.postrider.log.Log;
import org.postrider.resolve.Rewriter;
import org.postrider.resolve.Router;
import org.postrider.smtpd.access.Restrictions;
import org.postrider.table.Tables;
import org.postrider.time.Time;

/// What [Smtpd] works with.
///
/// @param tables       opens those of given settings: there are two kinds, with and without stress
/// @param restrictions makes those of given settings
/// @param names        finds out clients' names
/// @param log          of the service; sessions number it
/// @param numbers      a new number for each session
public record Parts(Intake intake, Addresses addresses, Function<Settings, Tables> tables,
                    Function<Settings, Restrictions> restrictions, PeerNames names, Anvil anvil, SiteFlush flush,
                    Time time, Log log, LongSupplier numbers) {
    /// Where addresses go.
    public record Addresses(Rewriter rewriter, Router router) {}
}
