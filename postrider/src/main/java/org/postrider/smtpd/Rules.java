package org.postrider.smtpd;

import static org.postrider.config.SiteParams.LINE_LENGTH_LIMIT;
import static org.postrider.config.SiteParams.MAIL_NAME;
import static org.postrider.config.SiteParams.MESSAGE_SIZE_LIMIT;
import static org.postrider.config.SiteParams.MYHOSTNAME;
import static org.postrider.config.SiteParams.SOFT_BOUNCE;
import static org.postrider.table.TableParams.SMTPUTF8_ENABLE;

import java.time.Duration;
import java.util.Set;
import org.postrider.cleanup.CleanupParams;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.net.Pace;
import org.postrider.smtp.BareLf;
import org.postrider.smtp.Keyword;
import org.postrider.smtpd.access.RejectLog;
import org.postrider.smtpd.access.Restrictions;
import org.postrider.table.MapList;
import org.postrider.table.MatchList;
import org.postrider.table.Tables;
import org.postrider.table.Use;

/// What the parameters say, read and compiled once for all sessions. Safe for any thread.
///
/// @param rejects     writes the lines about refusals
record Rules(Names names, Limits limits, Switches switches, Lists lists, Newlines newlines, Times times,
             Marks marks, Restrictions restrictions, RejectLog rejects) {
    /// @param by      what stands behind `by` in Received:
    /// @param service as the anvil counts it
    record Names(String hostname, String banner, String by, String service) {}

    record Limits(int softErrors, int hardErrors, Duration errorSleep, int junk, int recipients, int overshoot,
                  long message, int line) {}

    record Switches(boolean heloRequired, boolean vrfy, boolean strict, boolean utf8, boolean strictUtf8,
                    boolean pipelining, boolean hideClient, boolean portLogging, boolean peerNames, boolean delayOpen,
                    boolean softBounce) {}

    /// @param discarded keywords that are not announced, where `discards` has nothing for the client
    record Lists(Set<Keyword> discarded, MapList discards, MatchList forbidden, MatchList noops,
                 MatchList newlineExclusions) {}

    record Newlines(BareLf mode, int code) {}

    /// @param command for a command and its reply
    /// @param content for the content of a message
    record Times(Pace command, Pace content) {}

    /// What every message gets.
    record Marks(String contentFilter, String overrides) {}

    static Rules of(Settings settings, Tables tables, Restrictions restrictions, String service) {
        String hostname = settings.get(MYHOSTNAME);
        return new Rules(
            new Names(hostname, settings.get(SmtpdParams.BANNER), hostname + " (" + settings.get(MAIL_NAME) + ")",
                service),
            limits(settings), switches(settings), lists(settings, tables), newlines(settings), times(settings),
            new Marks(settings.get(CleanupParams.CONTENT_FILTER), settings.get(CleanupParams.RECEIVE_OVERRIDES)),
            restrictions, new RejectLog(settings));
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
            settings.get(SmtpdParams.HIDE_CLIENT), settings.get(SmtpdParams.PORT_LOGGING),
            settings.get(SmtpdParams.PEERNAME_LOOKUP), settings.get(SmtpdParams.DELAY_OPEN),
            settings.get(SOFT_BOUNCE));
    }

    private static Lists lists(Settings settings, Tables tables) {
        return new Lists(Keyword.list(settings.get(SmtpdParams.DISCARD_EHLO_KEYWORDS)),
            tables.maps(SmtpdParams.DISCARD_EHLO_KEYWORD_MAPS, Use.FOLDED),
            MatchList.strings(tables, SmtpdParams.FORBIDDEN_COMMANDS),
            MatchList.strings(tables, SmtpdParams.NOOP_COMMANDS),
            MatchList.networks(tables, SmtpdParams.FORBID_BARE_NEWLINE_EXCLUSIONS));
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
            new Pace(timeout, perRequest, perRequest ? settings.get(SmtpdParams.MIN_DATA_RATE) : 0));
    }

    BareLf newlines(String name, String address) {
        if (newlines.mode == BareLf.ALLOW) return BareLf.ALLOW;
        return lists.newlineExclusions.match(name, address) instanceof MatchList.Answer.Match ? BareLf.ALLOW
            : newlines.mode;
    }
}
