package org.postrider.master;

import static org.postrider.config.SiteParams.MESSAGE_SIZE_LIMIT;
import static org.postrider.config.SiteParams.MYHOSTNAME;
import static org.postrider.config.SiteParams.QUEUE_DIRECTORY;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.postrider.anvil.Anvil;
import org.postrider.config.Settings;
import org.postrider.dns.DnsjavaResolver;
import org.postrider.dns.HostsFile;
import org.postrider.flush.SiteFlush;
import org.postrider.log.LineFormat;
import org.postrider.log.Log;
import org.postrider.log.LogSink;
import org.postrider.net.StreamTransport;
import org.postrider.net.Watchdog;
import org.postrider.net.Wire;
import org.postrider.os.DatagramPort;
import org.postrider.os.ErrnoException;
import org.postrider.os.Identity;
import org.postrider.resolve.Rewriter;
import org.postrider.smtpd.Parts;
import org.postrider.smtpd.PeerNames;
import org.postrider.smtpd.Smtpd;
import org.postrider.smtpd.access.Facts;
import org.postrider.smtpd.access.Restrictions;
import org.postrider.smtpd.access.Ruling;
import org.postrider.smtpd.access.Stage;
import org.postrider.table.Tables;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// One SMTP session on standard input and output, for `sendmail -bs`. Works with the mail system down, and with the
/// rights of whoever called: mail goes into the maildrop, and who may do what is decided when it is picked up, so no
/// restriction applies here.
final class StandAlone {
    /// What makes sense for strangers on a network only.
    private static final Map<String, String> OVERRIDES = Map.of("smtpd_forbid_unauth_pipelining", "no",
        "smtpd_forbid_bare_newline", "no", "smtpd_reject_unlisted_recipient", "no", "smtpd_sasl_auth_enable", "no",
        "smtpd_tls_security_level", "none", "smtpd_milters", "", "smtpd_proxy_filter", "");

    private StandAlone() {}

    static int run(Start start, Time time) {
        var site = Site.read(start, Declared.all());
        var settings = site.configuration().settings("smtpd", "smtpd", OVERRIDES);
        var log = Site.log(sink(settings, time), settings, "smtpd", Identity.current().pid());
        var numbers = new AtomicLong(Identity.current().pid());
        var tables = Tables.of(settings, log);
        var ground = Ground.of(Layout.of(settings), log.sink(), time, false);
        var routing = Routing.of(site, ground);
        var queue = Path.of(Latin1.toUnicode(settings.get(QUEUE_DIRECTORY)));
        var intake = new MaildropIntake(queue, settings.get(MESSAGE_SIZE_LIMIT), time);
        var names = new PeerNames(DnsjavaResolver.system(time, false, log::warning), HostsFile.system());
        var addresses = new Parts.Addresses(routing.rewriter(), routing.router());
        var smtpd = new Smtpd(settings, "smtpd", new Parts(intake, addresses, tables::with, _ -> new Everything(),
            names, new Anvil(settings, time, log), _ -> SiteFlush.Status.FAIL, time, log, numbers::get), () -> false);
        try (var wire = new Wire(new StreamTransport(new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out)), Wire.Ends.UNIX, new Watchdog(time))) {
            smtpd.serve(wire);
        }
        return 0;
    }

    /// A log file is the mail system's: lines for it go through its socket, and nowhere while it is down.
    private static LogSink sink(Settings settings, Time time) {
        if (settings.get(MasterParams.MAILLOG_FILE).isEmpty()) return Sinks.open(settings, time);
        String socket = settings.get(QUEUE_DIRECTORY) + "/public/" + settings.get(ToolParams.POSTLOG_SERVICE);
        return (severity, tag, number, text) -> {
            var line = new StringBuilder();
            new LineFormat(settings.get(MYHOSTNAME), ZoneId.systemDefault()).append(line, time.now(),
                new LineFormat.Line(severity, tag, number, text));
            try {
                DatagramPort.send(socket, Latin1.bytes(line.substring(0, line.length() - 1)));
            } catch (ErrnoException nobody) {
                return;
            }
        };
    }

    /// Lets everything pass.
    private record Everything() implements Restrictions {
        @Override public Ruling check(Stage stage, Facts facts) {
            return Ruling.PASS;
        }

        @Override public Rewriting rewriting(Facts facts) {
            return new Rewriting.As(Rewriter.Context.LOCAL);
        }
    }
}
