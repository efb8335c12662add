package org.postrider.bounce;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.config.Expansion;
import org.postrider.config.Settings;

/// The text of one kind of notice (bounce(5)).
///
/// @param name       as in `name_template` of the template file
/// @param copySubject subject of the postmaster's copy; empty where there is none
/// @param lines      with `$name` still in them
public record Template(String name, String charset, String from, String subject, String copySubject,
                       List<String> lines) {
    private static final int DAYS_OF_WEEK = 7;

    static final Template FAILURE = builtIn("failure", "Undelivered Mail Returned to Sender",
        "Postmaster Copy: Undelivered Mail", """
        This is the mail system at host $myhostname.

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients. It's attached below.

        For further assistance, please send mail to postmaster.

        If you do so, please include this problem report. You can
        delete your own text from the attached returned message.

                           The mail system""");
    static final Template DELAY = builtIn("delay", "Delayed Mail (still being retried)",
        "Postmaster Warning: Delayed Mail", """
        This is the mail system at host $myhostname.

        ####################################################################
        # THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #
        ####################################################################

        Your message could not be delivered for more than $delay_warning_time_hours hour(s).
        It will be retried until it is $maximal_queue_lifetime_days day(s) old.

        For further assistance, please send mail to postmaster.

        If you do so, please include this problem report. You can
        delete your own text from the attached returned message.

                           The mail system""");
    static final Template SUCCESS = builtIn("success", "Successful Mail Delivery Report", "", """
        This is the mail system at host $myhostname.

        Your message was successfully delivered to the destination(s)
        listed below. If the message was delivered to mailbox you will
        receive no further notifications. Otherwise you may still receive
        notifications of mail delivery errors from other systems.

                           The mail system""");
    static final Template VERIFY = builtIn("verify", "Mail Delivery Status Report", "", """
        This is the mail system at host $myhostname.

        Enclosed is the mail delivery report that you requested.

                           The mail system""");

    public Template {
        lines = List.copyOf(lines);
    }

    private static Template builtIn(String name, String subject, String copySubject, String text) {
        return new Template(name, "us-ascii", "Mail Delivery System <MAILER-DAEMON>", subject, copySubject,
            List.of(text.split("\n", -1)));
    }

    /// `From:` as `header_from_format` wants it; a template of one's own has it as it is written.
    Template withObsoleteFrom() {
        return new Template(name, charset, "MAILER-DAEMON (Mail Delivery System)", subject, copySubject, lines);
    }

    /// The lines with all names replaced: those of main.cf, and the times that bounce(5) has in several units.
    ///
    /// @param settings of the mail system; a name that nobody knows becomes nothing
    public List<String> expanded(Settings settings, Notifier.Waits waits) {
        var all = settings.with(times(waits));
        return lines.stream().map(all::expand).toList();
    }

    /// The first name that the lines mention and nobody knows; empty when all is well.
    public Optional<String> undefined(Settings settings, Notifier.Waits waits) {
        var known = times(waits);
        var unknown = new ArrayList<String>();
        for (String line : lines)
            Expansion.scan(line, name -> {
                if (!known.containsKey(name) && !settings.knows(name)) unknown.add(name);
            });
        return unknown.stream().findFirst();
    }

    /// Times that the lines tell in a unit that is too large for them, so that it would be none of it.
    public List<String> vanished(Notifier.Waits waits) {
        var times = times(waits);
        var vanished = new ArrayList<String>();
        for (String line : lines)
            Expansion.scan(line, name -> {
                boolean nothing = "0".equals(times.get(name));
                if (nothing && !times.get(name.substring(0, name.lastIndexOf('_')) + "_seconds").equals("0"))
                    vanished.add(name);
            });
        return vanished;
    }

    private static Map<String, String> times(Notifier.Waits waits) {
        var times = new HashMap<String, String>();
        units(times, "delay_warning_time", waits.warning());
        units(times, "maximal_queue_lifetime", waits.lifetime());
        return times;
    }

    private static void units(Map<String, String> names, String param, Duration time) {
        names.put(param + "_seconds", String.valueOf(time.toSeconds()));
        names.put(param + "_minutes", String.valueOf(time.toMinutes()));
        names.put(param + "_hours", String.valueOf(time.toHours()));
        names.put(param + "_days", String.valueOf(time.toDays()));
        names.put(param + "_weeks", String.valueOf(time.toDays() / DAYS_OF_WEEK));
    }

    /// As `postconf -t` prints it.
    public String dump() {
        var out = new StringBuilder("Charset: " + charset + "\nFrom: " + from + "\nSubject: " + subject + "\n");
        if (!copySubject.isEmpty()) out.append("Postmaster-Subject: ").append(copySubject).append('\n');
        out.append('\n');
        for (var line : lines) out.append(line).append('\n');
        return out.toString();
    }
}
