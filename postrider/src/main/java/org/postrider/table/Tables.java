package org.postrider.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.config.Words;

/// Opens lookup tables, `type:name` as main.cf has them, each once per service. Safe for any thread.
///
/// A table that cannot be opened is logged of as an error and answers [Table.Answer.Unavailable] until it can: what
/// needs it is tried again later, the rest goes on. Files that change are read again, within a second or so.
public final class Tables {
    private final Settings settings;
    private final Log log;
    private final World world;
    private final Opened opened;

    private record Key(String spec, Use use) {}

    /// @param strict for a command
    private record Opened(Map<Key, Table> tables, ReentrantLock lock, boolean strict) {
        Opened(boolean strict) {
            this(new HashMap<>(), new ReentrantLock(), strict);
        }
    }

    private Tables(Settings settings, Log log, World world, Opened opened) {
        this.settings = settings;
        this.log = log;
        this.world = world;
        this.opened = opened;
    }

    /// For a service.
    public static Tables of(Settings settings, Log log) {
        return of(settings, log, World.real().imported(settings));
    }

    public static Tables of(Settings settings, Log log, World world) {
        return new Tables(settings, log, world, new Opened(false));
    }

    /// For a command: opening a table that is not there throws a [TableException], and files are read once.
    public static Tables strict(Settings settings, Log log, World world) {
        return new Tables(settings, log, world, new Opened(true));
    }

    /// The same tables for lists that other settings name: what both name is opened once.
    public Tables with(Settings other) {
        return new Tables(other, log, world, opened);
    }

    /// Opens with case folding: see [Use#FOLDED].
    public Table open(String spec) {
        return open(spec, Use.FOLDED);
    }

    public Table open(String spec, Use use) {
        opened.lock.lock();
        try {
            var key = new Key(spec, use);
            var known = Optional.ofNullable(opened.tables.get(key));
            if (known.isPresent()) return known.get();
            var table = make(spec, use);
            opened.tables.put(key, table);
            return table;
        } finally {
            opened.lock.unlock();
        }
    }

    /// A list parameter of tables; its name is what warnings about answers begin with.
    public MapList maps(Param<String> param) {
        return maps(param, Use.FOLDED);
    }

    public MapList maps(Param<String> param, Use use) {
        return maps(param.name(), settings.get(param), use);
    }

    /// @param title what warnings about answers begin with: a parameter's name
    /// @param list  `type:name` pairs between commas and white space
    public MapList maps(String title, String list, Use use) {
        var members = new ArrayList<MapList.Member>();
        for (String spec : Words.braced(list, Words.LIST)) members.add(new MapList.Member(spec, open(spec, use)));
        return new MapList(title, List.copyOf(members), log);
    }

    /// What messages about an open table call it: `hash:/etc/postfix/virtual.db`.
    public static String shown(String type, String name) {
        return type + ":" + name + IndexFormat.named(type).map(IndexFormat::suffix).orElse("");
    }

    /// The names of all types, in order.
    public static List<String> types() {
        return TableType.names();
    }

    private Table make(String spec, Use use) {
        int colon = spec.indexOf(':');
        if (colon < 0)
            throw new TableException("open dictionary: expecting \"type:name\" form instead of \"" + spec + "\"");
        var opening = new Opening(spec.substring(0, colon), spec.substring(colon + 1), use, this);
        if (opening.type().isEmpty() || opening.name().isEmpty())
            throw new TableException("open dictionary: expecting \"type:name\" form instead of \"" + spec + "\"");
        var type = TableType.named(opening.type());
        if (type.isEmpty()) return unsupported(opening);
        return new Checked(opening, opened.strict ? type.get().open(opening) : watched(type.get(), opening));
    }

    private Table watched(TableType type, Opening opening) {
        var files = type.files(opening);
        return files.isEmpty() ? tried(type, opening) : Watched.open(type, opening, files);
    }

    /// Opens it, or a stand-in that says why not.
    static Table tried(TableType type, Opening opening) {
        try {
            return type.open(opening);
        } catch (TableException failure) {
            opening.log().error(failure.getMessage());
            return new Broken(opening, failure.getMessage());
        }
    }

    private Table unsupported(Opening opening) {
        String why = "unsupported dictionary type: " + opening.type();
        if (opened.strict) throw new TableException(why);
        boolean known = TableType.MISSING.contains(opening.type());
        log.error(why + (known ? " (known to Postfix, not built in here yet)" : ""));
        log.info("supported dictionary types: " + String.join(" ", types()));
        return new Broken(opening, why);
    }

    Settings settings() {
        return settings;
    }

    Log log() {
        return log;
    }

    World world() {
        return world;
    }
}
