package org.postrider.table;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The types of tables.
enum TableType {
    CIDR("cidr", CidrTable::open, RuleSource::files),
    ENVIRON("environ", EnvironmentTable::new),
    BTREE("btree", IndexedTable::open, IndexedTable::files),
    CDB("cdb", IndexedTable::open, IndexedTable::files),
    DEBUG("debug", DebugTable::open),
    FAIL("fail", FailingTable::new),
    HASH("hash", IndexedTable::open, IndexedTable::files),
    INLINE("inline", MemoryTable::inline),
    INTERNAL("internal", _ -> new MemoryTable(java.util.Map.of())),
    LMDB("lmdb", LmdbTable::open, opening -> List.of(opening.file(LmdbTable.SUFFIX))),
    MEMCACHE("memcache", MemcacheTable::open),
    PCRE("pcre", RegexTable::pcre, RuleSource::files),
    PIPEMAP("pipemap", PipeTable::open),
    PROXY("proxy", TableType::direct),
    RANDMAP("randmap", RandomTable::open),
    REGEXP("regexp", RegexTable::regexp, RuleSource::files),
    SOCKETMAP("socketmap", SocketMapTable::open),
    STATIC("static", StaticTable::open),
    TCP("tcp", TcpTable::open),
    TEXTHASH("texthash", TextHash::open, opening -> List.of(opening.file(""))),
    UNIONMAP("unionmap", UnionTable::open),
    UNIX("unix", AccountTable::open);

    private final String word;
    private final Function<Opening, Table> opener;
    private final Function<Opening, List<Path>> files;

    TableType(String word, Function<Opening, Table> opener) {
        this(word, opener, _ -> List.of());
    }

    TableType(String word, Function<Opening, Table> opener, Function<Opening, List<Path>> files) {
        this.word = word;
        this.opener = opener;
        this.files = files;
    }

    static Optional<TableType> named(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(type -> type.word).sorted().toList();
    }

    /// Postfix's types that are not built in yet.
    static final List<String> MISSING = List.of("dbm", "ldap", "mongodb", "mysql", "nis", "nisplus", "netinfo", "pgsql",
        "sdbm", "sqlite");

    /// Whether a table sees what is written into its file without being opened again.
    boolean isLive() {
        return this == LMDB;
    }

    /// @throws TableException saying why not
    Table open(Opening opening) {
        return opener.apply(opening);
    }

    /// The files whose change means that the table has changed.
    List<Path> files(Opening opening) {
        return files.apply(opening);
    }

    /// Postfix's proxy shares open tables between processes; here they are shared anyway.
    private static Table direct(Opening opening) {
        if (opening.use().guard() == Use.Guard.TRUSTED)
            throw new TableException(opening.spec() + " map is not allowed for security sensitive data");
        return opening.tables().open(opening.name(), opening.use().withFold(false));
    }
}
