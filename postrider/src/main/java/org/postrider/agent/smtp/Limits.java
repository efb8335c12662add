package org.postrider.agent.smtp;

import static org.postrider.agent.smtp.SmtpParams.CONNECT_TIMEOUT;
import static org.postrider.agent.smtp.SmtpParams.DATA_DONE_TIMEOUT;
import static org.postrider.agent.smtp.SmtpParams.DATA_INIT_TIMEOUT;
import static org.postrider.agent.smtp.SmtpParams.DATA_XFER_TIMEOUT;
import static org.postrider.agent.smtp.SmtpParams.HELO_TIMEOUT;
import static org.postrider.agent.smtp.SmtpParams.MAIL_TIMEOUT;
import static org.postrider.agent.smtp.SmtpParams.MIN_DATA_RATE;
import static org.postrider.agent.smtp.SmtpParams.PER_REQUEST_DEADLINE;
import static org.postrider.agent.smtp.SmtpParams.QUIT_TIMEOUT;
import static org.postrider.agent.smtp.SmtpParams.RCPT_TIMEOUT;
import static org.postrider.agent.smtp.SmtpParams.RSET_TIMEOUT;
import static org.postrider.agent.smtp.SmtpParams.XFORWARD_TIMEOUT;

import java.time.Duration;
import org.postrider.config.Settings;
import org.postrider.config.Twins;
import org.postrider.net.Pace;

/// How long each stage of a conversation may take.
///
/// @param connect zero for no limit of ours
record Limits(Duration connect, Pace helo, Pace xforward, Pace mail, Pace rcpt, Pace dataInit, Pace dataXfer,
              Pace dataDone, Pace rset, Pace quit) {
    static Limits of(Settings settings, boolean lmtp) {
        var all = new Reader(settings, lmtp, settings.get(PER_REQUEST_DEADLINE.of(lmtp)));
        var transfer = all.requests ? new Pace(settings.get(DATA_XFER_TIMEOUT.of(lmtp)), true,
            settings.get(MIN_DATA_RATE.of(lmtp))) : all.pace(DATA_XFER_TIMEOUT);
        return new Limits(settings.get(CONNECT_TIMEOUT.of(lmtp)), all.pace(HELO_TIMEOUT), all.pace(XFORWARD_TIMEOUT),
            all.pace(MAIL_TIMEOUT), all.pace(RCPT_TIMEOUT), all.pace(DATA_INIT_TIMEOUT), transfer,
            all.pace(DATA_DONE_TIMEOUT), all.pace(RSET_TIMEOUT), all.pace(QUIT_TIMEOUT));
    }

    /// @param requests whether a limit holds for a request as a whole
    private record Reader(Settings settings, boolean lmtp, boolean requests) {
        Pace pace(Twins<Duration> timeout) {
            return new Pace(settings.get(timeout.of(lmtp)), requests, 0);
        }
    }
}
