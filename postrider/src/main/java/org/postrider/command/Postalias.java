package org.postrider.command;

import java.io.IOException;
import java.util.function.Consumer;
import org.postrider.address.AliasEntry;
import org.postrider.config.SiteParams;
import org.postrider.table.TableMaker;
import org.postrider.table.TextLines;
import org.postrider.time.Time;

/// postalias(1): makes, changes and asks alias tables.
final class Postalias implements Command {
    /// `name: value, value`, a line each, as aliases(5) has them.
    private static final class Lines implements TableBuild.Source {
        @Override public void read(TableWork work, TableBuild.Text text, TableMaker table) {
            Consumer<String> warn = work.log()::warning;
            boolean utf8 = work.isUtf8();
            TextLines.read(text.path(), text.content(), warn, line -> {
                String where = text.path() + ", line " + line.number() + ": ";
                if (utf8 && !TableMaker.isUtf8(line.text())) {
                    warn.accept(where + "non-UTF-8 input \"" + line.text() + "\" -- ignoring this line");
                    return;
                }
                switch (AliasEntry.parse(line.text())) {
                    case AliasEntry.Nothing() -> { }
                    case AliasEntry.Malformed(String why) -> warn.accept(where + why);
                    case AliasEntry.Entry(String name, String value) -> table.put(name, value);
                }
            });
        }

        /// What Sendmail and NIS look for in a table that is complete.
        @Override public void finish(TableWork work, TableMaker table) {
            boolean added = work.switches().job() instanceof TableSwitches.Job.Add;
            table.mark("@", "@", added);
            table.sign("YP_LAST_MODIFIED", "%010d".formatted(Time.system().now().getEpochSecond()));
            table.sign("YP_MASTER_NAME", work.settings().get(SiteParams.MYHOSTNAME));
        }
    }

    @Override public String usage() {
        return "[-Nfinoprsuvw] [-c config_dir] [-d key] [-q key] [map_type:]file...";
    }

    @Override public int run(Invocation call) throws IOException {
        var options = call.options("c:d:fijnNopq:rsuvw");
        return TableWork.run(call, options, new TableWork.Dialect(new Lines(), ":\t"));
    }
}
