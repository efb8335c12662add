package org.postrider.smtpd.access;

import static org.postrider.config.SiteParams.RELAY_DOMAINS;
import static org.postrider.smtpd.access.AccessParams.RELAY_FIRST;
import static org.postrider.smtpd.access.AccessParams.RELAY_RESTRICTIONS;

import org.postrider.config.Settings;
import org.postrider.resolve.Route.AddressClass;
import org.postrider.smtpd.access.Destinations.Resolved;

/// Tells an operator with a low `compatibility_level` where an old default made a difference
/// (COMPATIBILITY_README).
record Compatibility(boolean relayDomains, boolean relayRestrictions, boolean relayOrder) {
    static Compatibility of(Settings settings) {
        return new Compatibility(isBelow(settings, "2") && !settings.isSet(RELAY_DOMAINS),
            isBelow(settings, "1") && !settings.isSet(RELAY_RESTRICTIONS),
            isBelow(settings, "3.6") && !settings.isSet(RELAY_FIRST));
    }

    private static boolean isBelow(Settings settings, String level) {
        return !settings.expand("${{$compatibility_level} <level {" + level + "} ? {yes} : {}}").isEmpty();
    }

    void relays(Trial trial, Resolved.To to) {
        if (relayDomains && to.addressClass() == AddressClass.RELAY)
            trial.info("using backwards-compatible default setting relay_domains=$mydestination to accept mail for"
                + " domain \"" + to.recipient().domain() + "\"");
    }

    void accepts(Trial trial, Subject subject) {
        if (relayDomains)
            trial.info("using backwards-compatible default setting relay_domains=$mydestination to accept mail for"
                + " address \"" + subject.name() + "\"");
    }

    void relayAllowed(Trial trial, Subject recipient) {
        trial.info("using backwards-compatible default setting \"smtpd_relay_restrictions = (empty)\" to avoid \"Relay"
            + " access denied\" error for recipient \"" + recipient.name() + "\" from client \""
            + trial.facts().client() + "\"");
    }

    void refusedFirst(Trial trial, Subject recipient) {
        if (relayOrder)
            trial.info("using backwards-compatible default setting smtpd_relay_before_recipient_restrictions=no to"
                + " reject recipient \"" + recipient.name() + "\" from client \"" + trial.facts().client() + "\"");
    }
}
