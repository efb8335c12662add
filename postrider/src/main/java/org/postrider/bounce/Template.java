package org.postrider.bounce;

import java.util.List;

/// The text of one kind of notice (bounce(5)).
///
/// @param name       as in `name_template` of the template file
/// @param copySubject subject of the postmaster's copy; empty where there is none
/// @param lines      with `$name` still in them
public record Template(String name, String charset, String from, String subject, String copySubject,
                       List<String> lines) {
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

    /// As `postconf -b` prints it, after expansion of nothing.
    public String dump() {
        var out = new StringBuilder("Charset: " + charset + "\nFrom: " + from + "\nSubject: " + subject + "\n");
        if (!copySubject.isEmpty()) out.append("Postmaster-Subject: ").append(copySubject).append('\n');
        out.append('\n');
        for (var line : lines) out.append(line).append('\n');
        return out.toString();
    }
}
