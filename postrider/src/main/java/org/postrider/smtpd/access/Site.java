package org.postrider.smtpd.access;

import static org.postrider.config.SiteParams.SOFT_BOUNCE;
import static org.postrider.smtpd.access.AccessParams.LOG_PERMIT_ACTIONS;

import org.postrider.config.Settings;
import org.postrider.table.MatchList;

/// What all restrictions of a service share.
///
/// @param log     of refusals and the like
/// @param permits the actions whose permission is logged
/// @param quiet   these are the restrictions for times of stress: what is wrong has been told of by their twin
/// @param proxied a before-queue filter takes the mail: what is done to messages in the queue cannot be asked for
record Site(Settings settings, Parts parts, RejectLog log, MatchList permits, Destinations destinations,
            Compatibility compatibility, boolean softBounce, boolean proxied, boolean quiet) {
    static Site of(Settings settings, Parts parts) {
        return new Site(settings, parts, new RejectLog(settings), MatchList.strings(parts.tables(), LOG_PERMIT_ACTIONS),
            new Destinations(settings, parts.addresses()), Compatibility.of(settings), settings.get(SOFT_BOUNCE),
            isOn(settings, "$smtpd_proxy_filter"), isOn(settings, "$stress"));
    }

    /// Tells of what is wrong with the configuration, when it is read.
    void complain(String text) {
        if (!quiet) parts.log().error(text);
    }

    /// For a parameter that belongs to a room which this one doesn't know.
    static boolean isOn(Settings settings, String name) {
        String value = settings.expand(name);
        return !value.isEmpty() && !value.equals("no");
    }
}
