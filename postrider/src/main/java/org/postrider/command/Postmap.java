package org.postrider.command;

import java.io.IOException;
import java.util.function.Consumer;
import org.postrider.table.TableMaker;
import org.postrider.table.TextEntry;
import org.postrider.table.TextLines;

/// postmap(1): makes, changes and asks lookup tables.
final class Postmap implements Command {
    /// `key whitespace value`, a line each.
    private static final class Lines implements TableBuild.Source {
        @Override public void read(TableWork work, TableBuild.Text text, TableMaker table) {
            Consumer<String> warn = work.log()::warning;
            var manner = new TextEntry.Manner(text.path(), work.isUtf8(), work.switches().use().files(), "", warn);
            TextLines.read(text.path(), text.content(), warn, line ->
                TextEntry.of(manner, line).ifPresent(entry -> table.put(entry.key(), entry.value())));
        }

        @Override public void finish(TableWork work, TableMaker table) {
            // a table has what its text has
        }
    }

    @Override public String usage() {
        return "[-bfFhimnNoprsuUvw] [-c config_dir] [-d key] [-q key] [map_type:]file...";
    }

    @Override public int run(Invocation call) throws IOException {
        var options = call.options("bc:d:fFhijmnNopq:rsuUvw");
        return TableWork.run(call, options, new TableWork.Dialect(new Lines(), "\t"));
    }
}
