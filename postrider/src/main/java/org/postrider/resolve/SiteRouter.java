package org.postrider.resolve;

import static org.postrider.config.SiteParams.CONFIG_DIRECTORY;
import static org.postrider.resolve.ResolveParams.ALLOW_MIN_USER;
import static org.postrider.resolve.ResolveParams.RELOCATED_PREFIX;
import static org.postrider.resolve.ResolveParams.RESOLVE_NUMERIC_DOMAIN;
import static org.postrider.resolve.ResolveParams.SHOW_USER_UNKNOWN_TABLE_NAME;
import static org.postrider.table.TableParams.SMTPUTF8_ENABLE;

import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.resolve.Route.AddressClass;
import org.postrider.status.EnhancedStatus;
import org.postrider.table.AddressMaps;
import org.postrider.table.AddressMaps.Answer.Absent;
import org.postrider.table.AddressMaps.Answer.Found;
import org.postrider.table.AddressMaps.Answer.Unavailable;
import org.postrider.table.Fold;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.text.Hostname;

/// The [Router] that main.cf describes: class by domain, transport and next hop by class, then by transport_maps and
/// relocated_maps. Safe for any thread; blocks on tables. What a table cannot tell is warned of and tried later.
public final class SiteRouter implements Router {
    private static final Route BAD = new Route.Unroutable("5.1.3", "bad address syntax");
    private static final Route UNAVAILABLE = new Route.Unavailable("address resolver failure");

    private final AddressClasses classes;
    private final Unwrapper unwrapper;
    private final ClassRoutes routes;
    private final TransportMaps transports;
    private final AddressMaps relocated;
    private final Log log;
    private final boolean utf8, numericDomain, minUser, relocatedPrefix;
    private final String unknownAlias, mainCf;

    public SiteRouter(Settings settings, Tables all, AddressClasses classes, Log log) {
        this.classes = classes;
        var tables = SiteTables.open(settings, all, classes);
        unwrapper = new Unwrapper(settings, classes, new TrivialRewriter(settings));
        routes = new ClassRoutes(settings, tables);
        transports = tables.transports();
        relocated = tables.relocated();
        this.log = log;
        utf8 = settings.get(SMTPUTF8_ENABLE);
        numericDomain = settings.get(RESOLVE_NUMERIC_DOMAIN);
        minUser = settings.get(ALLOW_MIN_USER);
        relocatedPrefix = settings.get(RELOCATED_PREFIX);
        unknownAlias = "5.1.1 User unknown"
            + (settings.get(SHOW_USER_UNKNOWN_TABLE_NAME) ? " in virtual alias table" : "");
        mainCf = settings.get(CONFIG_DIRECTORY) + "/main.cf";
    }

    @Override public Route route(Address sender, Address recipient) {
        return switch (unwrapper.unwrap(recipient)) {
            case Unwrapper.Core.Unknown(String why) -> why.isEmpty() ? UNAVAILABLE : unavailable(why);
            case Unwrapper.Core.Ours(Address core) -> isSound(core) ? local(core) : BAD;
            case Unwrapper.Core.Theirs(Address core) -> isSound(core) ? foreign(sender, core) : numeric(sender, core);
        };
    }

    /// True when the domain is one, or an address literal.
    private boolean isSound(Address address) {
        String domain = address.domain();
        if (domain.startsWith("[")) return Hostname.isAddressLiteral(domain);
        if (!utf8) return Hostname.isValid(domain);
        return Fold.isUtf8(address.text()) && Hostname.isValidUtf8(domain);
    }

    /// `user@1.2.3.4` where `resolve_numeric_domain` permits it.
    private Route numeric(Address sender, Address address) {
        if (!numericDomain || !Hostname.isAddress(address.domain())) return BAD;
        var literal = address.withDomain("[" + address.domain() + "]");
        return switch (classes.local(literal.domain())) {
            case MatchList.Answer.Match _ -> local(literal);
            case MatchList.Answer.NoMatch _ -> foreign(sender, literal);
            case MatchList.Answer.Unavailable _ -> UNAVAILABLE;
        };
    }

    private Route local(Address recipient) {
        return finish(recipient, AddressClass.LOCAL, routes.local(recipient.domain()));
    }

    private Route foreign(Address sender, Address recipient) {
        return switch (classes.ofForeign(recipient.domain())) {
            case AddressClasses.Answer.Unavailable(String why) -> unavailable(why);
            case AddressClasses.Answer.Of(AddressClass mine) -> switch (mine) {
                case LOCAL -> local(recipient);
                case VIRTUAL_ALIAS -> relocated(recipient, mine, new Hop("error", unknownAlias));
                case VIRTUAL_MAILBOX -> finish(recipient, mine, routes.virtual(recipient.domain()));
                case RELAY -> finish(recipient, mine, routes.relay(sender, recipient.domain()));
                case DEFAULT -> finish(recipient, mine, routes.other(sender, recipient.domain()));
            };
        };
    }

    private Route finish(Address recipient, AddressClass addressClass, ClassRoutes.Answer answer) {
        return switch (answer) {
            case ClassRoutes.Answer.Failed(String why) -> unavailable(why);
            case ClassRoutes.Answer.Says(Hop hop, String parameter) when hop.transport().isEmpty() -> unavailable(
                "file " + mainCf + ": parameter " + parameter + ": null transport is not allowed");
            case ClassRoutes.Answer.Says(Hop hop, _) -> switch (transports.find(recipient)) {
                case Found(String entry, _) ->
                    relocated(recipient, addressClass, hop.with(entry, recipient.domain()));
                case Absent _ -> relocated(recipient, addressClass, hop);
                case Unavailable _ -> unavailable("transport_maps lookup failure");
            };
        };
    }

    private Route relocated(Address recipient, AddressClass addressClass, Hop hop) {
        return switch (relocated.find(recipient)) {
            case Found(String place, _) -> to(recipient, addressClass, new Hop("error", moved(place)));
            case Absent _ -> to(recipient, addressClass, hop);
            case Unavailable _ -> unavailable("relocated_maps lookup failure");
        };
    }

    private String moved(String place) {
        if (relocatedPrefix) return "5.1.6 User has moved to " + place;
        if (EnhancedStatus.lengthAt(place, 0) > 0 && !EnhancedStatus.split("", place).text().isEmpty()) return place;
        log.warning("relocated_maps result must contain RFC 3463 status and text: '" + place + "'");
        return "5.2.0 Mailbox is unavailable";
    }

    /// Commands may take an address that begins with `-` for an option.
    private Route to(Address recipient, AddressClass addressClass, Hop hop) {
        return !minUser && recipient.text().startsWith("-") ? BAD
            : new Route.To(hop.transport(), hop.nexthop(), recipient, addressClass);
    }

    private Route unavailable(String why) {
        log.warning(why);
        return UNAVAILABLE;
    }
}
