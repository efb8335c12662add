package org.postrider.agent.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.config.Settings;
import org.postrider.config.Words;
import org.postrider.os.ErrnoException;
import org.postrider.os.FileCalls;
import org.postrider.table.Table;
import org.postrider.table.Table.Answer;
import org.postrider.table.Tables;
import org.postrider.table.Use;

/// The tables of `alias_maps`, which answer with more than a text: the commands and files of an alias are used with the
/// rights of whoever owns the table.
final class AliasTables {
    /// The types of tables that are files, and what the file's name ends in. All others are as good as main.cf, where
    /// they stand.
    private static final Map<String, String> FILES = Map.of("hash", ".db", "btree", ".db", "lmdb", ".lmdb", "cdb",
        ".cdb", "dbm", ".pag", "sdbm", ".pag", "texthash", "", "regexp", "", "pcre", "", "cidr", "");
    /// Tables of whole networks of the past. Where such a network is not set up there is nothing in them, and here it
    /// never is; the default of alias_maps names one.
    private static final String NETWORK_TABLE = "nis:";

    private final List<Member> members;

    private record Member(String spec, Table table) {}

    /// What the tables say.
    sealed interface Found {
        /// @param spec the table that has it
        record Alias(String name, String text, String spec) implements Found {}

        record Nothing() implements Found {}

        record Unknown(String spec) implements Found {}
    }

    AliasTables(Settings settings, Tables tables) {
        var found = new ArrayList<Member>();
        for (String spec : Words.braced(settings.get(LocalParams.ALIAS_MAPS), Words.LIST))
            if (settings.isSet(LocalParams.ALIAS_MAPS) || !spec.startsWith(NETWORK_TABLE))
                found.add(new Member(spec, tables.open(spec, Use.GUARDED)));
        members = List.copyOf(found);
    }

    Found find(String name) {
        for (var member : members)
            switch (member.table.lookup(name)) {
                case Answer.Found(String text) -> {
                    return new Found.Alias(name, text, member.spec);
                }
                case Answer.Unavailable _ -> {
                    return new Found.Unknown(member.spec);
                }
                case Answer.Absent() -> { }
            }
        return new Found.Nothing();
    }

    /// The user id that owns a table; empty when it cannot be told.
    static Optional<Integer> owner(String spec) {
        int colon = spec.indexOf(':');
        var ending = Optional.ofNullable(FILES.get(spec.substring(0, Math.max(0, colon))));
        if (ending.isEmpty()) return Optional.of(0);
        try {
            return Optional.of(FileCalls.stat(spec.substring(colon + 1) + ending.get()).owner().uid());
        } catch (ErrnoException _) {
            return Optional.empty();
        }
    }
}
