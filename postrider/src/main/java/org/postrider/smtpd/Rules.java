package org.postrider.smtpd;

import static org.postrider.config.SiteParams.LINE_LENGTH_LIMIT;
import static org.postrider.config.SiteParams.MAIL_NAME;
import static org.postrider.config.SiteParams.MESSAGE_SIZE_LIMIT;
import static org.postrider.config.SiteParams.MYHOSTNAME;
import static org.postrider.config.SiteParams.SOFT_BOUNCE;
import static org.postrider.table.TableParams.SMTPUTF8_ENABLE;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.postrider.anvil.Anvil;
import org.postrider.cleanup.CleanupParams;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.net.Pace;
import org.postrider.smtp.BareLf;
import org.postrider.smtp.Keyword;
import org.postrider.smtpd.access.AccessParams;
import org.postrider.smtpd.access.RejectLog;
import org.postrider.smtpd.access.Restrictions;
import org.postrider.table.MapList;
import org.postrider.table.MatchList;
import org.postrider.table.Table;
import org.postrider.table.Tables;
import org.postrider.table.Use;
import org.postrider.text.Cidr;
import org.postrider.text.Ip;

/// What the parameters say, read and compiled once for all sessions. Safe for any thread.
///
/// @param rejects     writes the lines about refusals
record Rules(Names names, Limits limits, Switches switches, Lists lists, Newlines newlines, Times times, Rates rates,
             Marks marks, Wording wording, Restrictions restrictions, RejectLog rejects) {
    /// @param by      what stands behind `by` in Received:
    /// @param service as the anvil counts it
    record Names(String hostname, String banner, String by, String service) {}

    record Limits(int softErrors, int hardErrors, Duration errorSleep, int junk, int recipients, int overshoot,
                  long message, int line) {}

    record Switches(boolean heloRequired, boolean vrfy, boolean strict, boolean utf8, boolean strictUtf8,
                    boolean pipelining, boolean hideClient, boolean portLogging, boolean peerNames, boolean delayOpen,
                    boolean softBounce) {}

    /// Limits on one client's use of the service per time unit; 0 for none.
    ///
    /// @param open connections at a time
    record Rates(int open, int connections, int messages, int recipients, int prefix4, int prefix6) {
        Anvil.Client client(String service, Ip address) {
            int prefix = address.v6() ? prefix6 : prefix4;
            return new Anvil.Client(service, prefix < address.bits() ? Cidr.around(address, prefix).toString()
                : address.toString());
        }
    }

    /// What is done to what is said and heard.
    ///
    /// @param filter of commands, when there is one
    record Wording(Optional<Table> filter, MapList replies, MapList footers, String footer) {}

    /// @param uncounted clients without limits
    /// @param discarded keywords that are not announced, where `discards` has nothing for the client
    record Lists(Set<Keyword> discarded, MapList discards, MatchList forbidden, MatchList noops,
                 MatchList newlineExclusions, MatchList uncounted, MatchList xclient, MatchList xforward) {}

    record Newlines(BareLf mode, int code) {}

    /// @param command for a command and its reply
    /// @param content for the content of a message
    /// @param proxy   for a proxy's header; empty when there is no proxy
    record Times(Pace command, Pace content, Optional<Pace> proxy) {}

    /// What every message gets.
    record Marks(String contentFilter, String overrides) {}

    static Rules of(Settings settings, Tables tables, Restrictions restrictions, String service) {
        String hostname = settings.get(MYHOSTNAME);
        return new Rules(
            new Names(hostname, settings.get(SmtpdParams.BANNER), hostname + " (" + settings.get(MAIL_NAME) + ")",
                service),
            limits(settings), switches(settings), lists(settings, tables), newlines(settings), times(settings),
            rates(settings),
            new Marks(settings.get(CleanupParams.CONTENT_FILTER), settings.get(CleanupParams.RECEIVE_OVERRIDES)),
            wording(settings, tables), restrictions, new RejectLog(settings));
    }

    private static Limits limits(Settings settings) {
        return new Limits(settings.get(SmtpdParams.SOFT_ERROR_LIMIT), settings.get(SmtpdParams.HARD_ERROR_LIMIT),
            settings.get(SmtpdParams.ERROR_SLEEP_TIME), settings.get(SmtpdParams.JUNK_COMMAND_LIMIT),
            settings.get(SmtpdParams.RECIPIENT_LIMIT), settings.get(SmtpdParams.RECIPIENT_OVERSHOOT_LIMIT),
            settings.get(MESSAGE_SIZE_LIMIT), settings.get(LINE_LENGTH_LIMIT));
    }

    private static Switches switches(Settings settings) {
        return new Switches(settings.get(SmtpdParams.HELO_REQUIRED), !settings.get(SmtpdParams.DISABLE_VRFY),
            settings.get(SmtpdParams.STRICT_ENVELOPES), settings.get(SMTPUTF8_ENABLE),
            settings.get(SmtpdParams.STRICT_SMTPUTF8), !settings.get(SmtpdParams.FORBID_UNAUTH_PIPELINING),
            settings.get(SmtpdParams.HIDE_CLIENT), settings.get(AccessParams.PORT_LOGGING),
            settings.get(SmtpdParams.PEERNAME_LOOKUP), settings.get(SmtpdParams.DELAY_OPEN),
            settings.get(SOFT_BOUNCE));
    }

    private static Lists lists(Settings settings, Tables tables) {
        return new Lists(Keyword.list(settings.get(SmtpdParams.DISCARD_EHLO_KEYWORDS)),
            tables.maps(SmtpdParams.DISCARD_EHLO_KEYWORD_MAPS, Use.FOLDED),
            MatchList.strings(tables, SmtpdParams.FORBIDDEN_COMMANDS),
            MatchList.strings(tables, SmtpdParams.NOOP_COMMANDS),
            MatchList.networks(tables, SmtpdParams.FORBID_BARE_NEWLINE_EXCLUSIONS),
            MatchList.networks(tables, SmtpdParams.EVENT_LIMIT_EXCEPTIONS),
            MatchList.networks(tables, SmtpdParams.XCLIENT_HOSTS),
            MatchList.networks(tables, SmtpdParams.XFORWARD_HOSTS));
    }

    private static Rates rates(Settings settings) {
        return new Rates(settings.get(SmtpdParams.CONNECTION_COUNT_LIMIT),
            settings.get(SmtpdParams.CONNECTION_RATE_LIMIT), settings.get(SmtpdParams.MESSAGE_RATE_LIMIT),
            settings.get(SmtpdParams.RECIPIENT_RATE_LIMIT), settings.get(SmtpdParams.IPV4_PREFIX_LENGTH),
            settings.get(SmtpdParams.IPV6_PREFIX_LENGTH));
    }

    private static Wording wording(Settings settings, Tables tables) {
        String filter = settings.get(SmtpdParams.COMMAND_FILTER);
        return new Wording(filter.isEmpty() ? Optional.empty() : Optional.of(tables.open(filter)),
            tables.maps(SmtpdParams.REJECT_FILTER_MAPS), tables.maps(SmtpdParams.REJECT_FOOTER_MAPS),
            settings.get(SmtpdParams.REJECT_FOOTER));
    }

    private static Newlines newlines(Settings settings) {
        String word = settings.get(SmtpdParams.FORBID_BARE_NEWLINE);
        var mode = BareLf.of(word).orElseThrow(() -> new ConfigException("bad "
            + SmtpdParams.FORBID_BARE_NEWLINE.name() + " value: '" + word
            + "': use no, yes, normalize, note or reject"));
        return new Newlines(mode, settings.get(SmtpdParams.FORBID_BARE_NEWLINE_CODE));
    }

    private static Times times(Settings settings) {
        var timeout = settings.get(SmtpdParams.TIMEOUT);
        boolean perRequest = settings.get(SmtpdParams.PER_REQUEST_DEADLINE);
        return new Times(new Pace(timeout, perRequest, 0),
            new Pace(timeout, perRequest, perRequest ? settings.get(SmtpdParams.MIN_DATA_RATE) : 0), proxy(settings));
    }

    private static Optional<Pace> proxy(Settings settings) {
        String protocol = settings.get(SmtpdParams.UPSTREAM_PROXY);
        return switch (protocol) {
            case "" -> Optional.empty();
            // for all of the header, however it trickles
            case "haproxy" -> Optional.of(new Pace(settings.get(SmtpdParams.UPSTREAM_PROXY_TIMEOUT), true, 0));
            default -> throw new ConfigException("bad " + SmtpdParams.UPSTREAM_PROXY.name() + " value: '" + protocol
                + "': use haproxy, or nothing");
        };
    }

    /// What this client may do.
    Rights rights(String name, String address) {
        var words = lists.discards.lookup(address);
        boolean excluded = newlines.mode != BareLf.ALLOW && isIn(lists.newlineExclusions, name, address);
        boolean xclient = isIn(lists.xclient, name, address);
        return new Rights(excluded ? BareLf.ALLOW : newlines.mode, xclient, isIn(lists.xforward, name, address),
            !xclient && !isIn(lists.uncounted, name, address),
            words instanceof Table.Answer.Found(String found) ? Keyword.list(found) : lists.discarded);
    }

    private static boolean isIn(MatchList list, String name, String address) {
        return !list.isEmpty() && list.match(name, address) instanceof MatchList.Answer.Match;
    }

    /// What a client may do.
    ///
    /// @param counted   its use of the service is counted and limited
    /// @param discarded keywords that are not announced to it
    record Rights(BareLf newlines, boolean xclient, boolean xforward, boolean counted, Set<Keyword> discarded) {
        /// XCLIENT says nothing about who is at the other end of the connection.
        Rights withXforward(boolean other) {
            return new Rights(newlines, xclient, other, counted, discarded);
        }
    }
}
