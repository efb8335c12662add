package org.postrider.agent.local;

import org.postrider.address.AddressList;
import org.postrider.text.Latin1;

/// What an alias, a .forward or an :include: file lists: addresses, `|commands`, `/files`, `:include:/lists`.
final class Entries {
    private static final String INCLUDE = ":include:";
    private static final String MISCONFIGURED = "mail system configuration error";

    private final Stations stations;

    Entries(Stations stations) {
        this.stations = stations;
    }

    /// @return how many entries the text has
    int deliver(Job job, Target target, Rights rights, String text) {
        int count = 0;
        for (var address : AddressList.parse(text).addresses()) {
            count++;
            one(job, target, rights, address.text());
        }
        return count;
    }

    /// The text of a file, line by line; a line that starts with `#` is a comment. Ends behind the first line of which
    /// something has to be tried again.
    ///
    /// @return how many entries were found
    int deliverLines(Job job, Target target, Rights rights, String text) {
        int count = 0, before = job.deferrals(), limit = stations.rules().lineLimit();
        for (int start = 0; start < text.length() && job.deferrals() == before; ) {
            int newline = text.indexOf('\n', start);
            int end = Math.min(newline < 0 ? text.length() : newline + 1, start + limit);
            if (text.charAt(start) != '#') count += deliver(job, target, rights, text.substring(start, end));
            start = end;
        }
        return count;
    }

    private void one(Job job, Target target, Rights rights, String entry) {
        if (entry.startsWith("/")) stations.files().deliver(job, target, rights, entry);
        else if (entry.startsWith("~")) home(job, target, rights, entry);
        else if (entry.startsWith("|")) command(job, target, rights, entry.substring(1));
        else if (Latin1.lower(entry).startsWith(INCLUDE))
            stations.includeFile().deliver(job, target, rights, entry.substring(INCLUDE.length()));
        else stations.resolving().deliver(job, target, rights, entry);
    }

    private void command(Job job, Target target, Rights rights, String command) {
        if (stations.rules().commands().contains(target.lineage().via()))
            stations.commands().deliver(job, target, rights, command);
        else job.bounce(target, "5.7.1", "mail to command is restricted");
    }

    /// `~/file` below the home folder of the user whose list it is.
    private void home(Job job, Target target, Rights rights, String entry) {
        boolean own = entry.startsWith("~/");
        if (own && !rights.home().isEmpty()) {
            String home = rights.home().equals("/") ? "" : rights.home();
            stations.files().deliver(job, target, rights, home + entry.substring(1));
            return;
        }
        job.log().warning((own ? "unknown home directory for: " : "bad home directory syntax for: ") + entry);
        job.bounce(target, "5.3.5", MISCONFIGURED);
    }
}
