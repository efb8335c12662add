package org.postrider.master;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postrider.config.MasterCf;
import org.postrider.config.MasterCf.Row;
import org.postrider.config.MasterCf.Type;

/// Rows of master.cf that nobody serves here: the operator hears of each at start and reload.
final class UnservedRows {
    /// Programs of Postfix that this system has as parts, or needs no process for.
    private static final Set<String> KNOWN = Set.of("smtpd", "postscreen", "dnsblog", "tlsproxy", "pickup", "cleanup",
        "qmgr", "oqmgr", "nqmgr", "tlsmgr", "trivial-rewrite", "bounce", "verify", "flush", "proxymap", "smtp", "lmtp",
        "showq", "error", "discard", "local", "virtual", "pipe", "spawn", "anvil", "scache", "postlogd",
        "nbdb_reindexd");

    private UnservedRows() {}

    /// A line for the log per row, with the file's name and the row's line.
    static List<String> warnings(MasterCf master) {
        var warnings = new ArrayList<String>();
        for (var row : master.rows()) {
            String why = why(row);
            if (!why.isEmpty()) warnings.add(master.path() + ", line " + row.line() + ": service " + row.key()
                + " is not served: " + why);
        }
        return warnings;
    }

    private static String why(Row row) {
        if (!KNOWN.contains(row.program())) return row.program().equals("qmqpd") ? "qmqpd is not there yet"
            : "the program " + row.command() + " is not a part of Postfix, and others are run through spawn only";
        // smtpd's pass row is where postscreen hands clients over, which happens inside the process here.
        if (row.type() == Type.FIFO || row.type() == Type.PASS && !row.program().equals("smtpd"))
            return "services of type " + row.type() + " are not there";
        return "";
    }
}
