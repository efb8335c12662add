package org.postrider.table;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.postrider.config.ConfigException;
import org.postrider.os.Errno;
import org.postrider.table.MatchPattern.InTable;
import org.postrider.table.MatchPattern.Kind;
import org.postrider.table.MatchPattern.Literals;
import org.postrider.table.MatchPattern.Malformed;
import org.postrider.table.MatchPattern.Network;
import org.postrider.config.Words;
import org.postrider.text.Latin1;

/// Makes a [MatchList] of its text.
final class MatchListReader {
    /// Keys are folded before a table sees them, once for all patterns.
    private static final Use KEYS = Use.EXACT.withUtf8(true);
    /// Files of patterns that name each other end here.
    private static final int DEEPEST = 20;

    private final Tables tables;
    private final String name;
    private final Kind kind;
    private final List<MatchPattern> patterns = new ArrayList<>();
    private HashMap<String, Literals.Place> literals = new HashMap<>();

    MatchListReader(Tables tables, String name, Kind kind) {
        this.tables = tables;
        this.name = name;
        this.kind = kind;
    }

    /// @throws ConfigException when it makes no sense
    MatchList read(String list) {
        read(list, true, 0);
        endLiterals();
        return new MatchList(name, patterns, tables.log());
    }

    private void read(String list, boolean match, int depth) {
        for (String word : Words.braced(list, Words.LIST)) {
            if (word.startsWith("#")) {
                tables.log().warning(name + ": #comment after other text is not allowed: " + word);
                return;
            }
            int start = 0;
            while (word.startsWith("!", start)) start++;
            if (start == word.length()) throw new ConfigException(name + ": no pattern after '!'");
            item(word.substring(start), match ^ start % 2 != 0, depth);
        }
    }

    private void item(String item, boolean match, int depth) {
        if (item.startsWith("/")) file(item, match, depth);
        else if (isTable(item)) other(new InTable(item, tables.open(item, KEYS), kind, match));
        else plain(Fold.key(item), match);
    }

    private static boolean isTable(String item) {
        return !item.startsWith("[") && item.indexOf(':') >= 0;
    }

    private void file(String path, boolean match, int depth) {
        if (depth == DEEPEST) throw new ConfigException(name + ": too many files within files: " + path);
        String text;
        try {
            text = Latin1.of(Files.readAllBytes(Opening.path(path)));
        } catch (IOException failure) {
            missing(path, "open file " + path + ": " + Errno.text(failure));
            return;
        }
        TextLines.read(path, text, tables.log(), line -> read(line.text(), match, depth + 1));
    }

    private void missing(String path, String why) {
        tables.log().error(why);
        var opening = new Opening("non-existent", path, KEYS, tables);
        other(new InTable(opening.spec(), new Broken(opening, why), kind, true));
    }

    private void plain(String item, boolean match) {
        boolean bracketed = item.startsWith("[") && item.endsWith("]");
        if (kind == Kind.STRINGS || !isNetwork(item)) {
            literals.putIfAbsent(bracketed && kind != Kind.STRINGS ? item.substring(1, item.length() - 1) : item,
                new Literals.Place(literals.size(), match));
            return;
        }
        try {
            other(new Network(NetworkPattern.parse(item), match));
        } catch (TableException fault) {
            tables.log().warning(name + ": " + fault.getMessage());
            other(new Malformed(fault.getMessage(), item.indexOf(':') >= 0));
        }
    }

    /// Other text is a name, as odd as it may look; an IPv4 address is its own name.
    private static boolean isNetwork(String item) {
        boolean marked = item.indexOf(':') >= 0 || item.indexOf('/') >= 0;
        return marked && item.chars().allMatch(c -> "0123456789.abcdef:[]/".indexOf(c) >= 0);
    }

    private void other(MatchPattern pattern) {
        endLiterals();
        patterns.add(pattern);
    }

    private void endLiterals() {
        if (literals.isEmpty()) return;
        patterns.add(new Literals(kind, literals));
        literals = new HashMap<>();
    }
}
