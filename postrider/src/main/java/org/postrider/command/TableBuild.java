package org.postrider.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.postrider.command.TableSwitches.Job;
import org.postrider.command.TableWork.Operand;
import org.postrider.os.Errno;
import org.postrider.os.FileCalls;
import org.postrider.os.NativePool;
import org.postrider.os.RunAs;
import org.postrider.os.Stat;
import org.postrider.table.TableMaker;
import org.postrider.text.Latin1;

/// Makes and changes the files of tables.
///
/// @param source the grammar of the text that tables are made of
record TableBuild(TableWork work, Source source) {
    /// What a table is made of.
    ///
    /// @param path what messages call it
    record Text(String path, String content) {}

    /// Puts what a text says into a table.
    interface Source {
        void read(TableWork work, Text text, TableMaker table);

        /// What comes behind the last line.
        void finish(TableWork work, TableMaker table);
    }

    private static final String STANDARD_INPUT = "/dev/stdin";
    /// Everyone may read; the source's rights may take that away.
    private static final int USUAL = 0644;
    private static final int READERS = 044;

    /// Takes keys out of tables; those on standard input when the key is `-`.
    ///
    /// @return whether there was any
    boolean delete(List<Operand> operands, String key) throws IOException {
        if (key.equals("-")) return deleteListed(operands);
        boolean found = false;
        for (var operand : operands)
            try (var table = open(operand, TableMaker.Start.FILE)) {
                found |= delete(table, List.of(key));
            }
        return found;
    }

    private boolean deleteListed(List<Operand> operands) throws IOException {
        var tables = new ArrayList<TableMaker>();
        try {
            for (var operand : operands) tables.add(open(operand, TableMaker.Start.FILE));
            var keys = new ArrayList<String>();
            InputLines.read(work.call().in(), keys::add);
            boolean found = false;
            for (var table : tables) found |= delete(table, keys);
            return found;
        } finally {
            tables.forEach(TableMaker::close);
        }
    }

    private static boolean delete(TableMaker table, List<String> keys) {
        boolean found = false;
        for (String key : keys) found |= table.delete(key);
        if (found) table.save(new TableMaker.Rights.Mine(USUAL));
        return found;
    }

    private TableMaker open(Operand operand, TableMaker.Start start) {
        var switches = work.switches();
        return TableMaker.open(work.tables(), new TableMaker.Job(operand.type(), operand.name(), start, switches.use(),
            switches.duplicates()));
    }

    /// Makes the table, or adds to it what standard input has.
    void make(Operand operand) throws IOException {
        boolean add = work.switches().job() instanceof Job.Add;
        if (!add && operand.type().equals("proxy"))
            throw new CommandException("can't create maps via the proxy service");
        var text = add ? new Text("stdin", Latin1.of(work.call().in().readAllBytes()))
            : new Text(operand.name(), content(operand.name()));
        var status = FileCalls.stat(add ? STANDARD_INPUT : operand.name());
        var start = add ? TableMaker.Start.FILE_OR_EMPTY : TableMaker.Start.EMPTY;
        withRightsOf(status, () -> {
            try (var table = open(operand, start)) {
                source.read(work, text, table);
                source.finish(work, table);
                table.save(new TableMaker.Rights.Mine(mode(status)));
            }
            return Boolean.TRUE;
        });
    }

    private static String content(String path) {
        try {
            var file = Path.of(Latin1.toUnicode(path));
            // Postfix finds nothing to read in a folder, and makes an empty table of it.
            if (!path.isEmpty()) return Files.isDirectory(file) ? "" : Latin1.of(Files.readAllBytes(file));
            throw new java.nio.file.NoSuchFileException(path);
        } catch (IOException failure) {
            throw new CommandException("open " + path + ": " + Errno.text(failure));
        }
    }

    private int mode(Stat source) {
        if (!work.switches().sameRights() || !source.isFile()) return USUAL;
        return USUAL & ~READERS | source.permissions() & READERS;
    }

    /// With the rights of the source's owner where root makes a table of somebody's text: no mistake here shall help
    /// its owner to more.
    private void withRightsOf(Stat source, NativePool.Work<Boolean> making) throws IOException {
        var owner = source.owner();
        try (var rights = new RunAs(1)) {
            boolean change = work.switches().asOwner() && rights.switches() && (owner.uid() != 0 || owner.gid() != 0);
            if (change) rights.run(new RunAs.Who(owner.uid(), owner.gid()), making);
            else making.run();
        }
    }
}
