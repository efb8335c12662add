package org.postrider.house;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table of ROOMS.md.
///
/// @param rooms what each room may refer to, itself not among it
record Rooms(Map<String, Grants> rooms) {
    /// Every room above may refer to it.
    private static final String VOCABULARY = "text";
    private static final Pattern FLOORS = Pattern.compile("floors? (\\d)(?:-(\\d))?");
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

    /// @param params whether classes named `...Params` of any room are granted
    /// @param all whether this is a room that wires the others
    record Grants(int floor, Set<String> rooms, boolean params, boolean all) {}

    private record Row(int floor, String room, List<String> grants) {}

    static Rooms parse(String markdown) {
        var rows = markdown.lines().filter(line -> line.matches("\\| *\\d.*")).map(Rooms::row).toList();
        if (rows.isEmpty()) throw new IllegalArgumentException("no table of rooms found");
        var rooms = new LinkedHashMap<String, Grants>();
        for (Row row : rows)
            if (rooms.put(row.room, grants(row, rows)) != null)
                throw new IllegalArgumentException("two rows for room " + row.room);
        return new Rooms(rooms);
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 6) throw new IllegalArgumentException("not four columns: " + line);
        Matcher name = NAME.matcher(cells[2].trim());
        if (!name.matches()) throw new IllegalArgumentException("no room's name: " + line);
        var grants = new ArrayList<String>();
        for (String word : cells[4].split(",")) if (!word.isBlank()) grants.add(word.trim());
        return new Row(Integer.parseInt(cells[1].trim()), name.group(1), grants);
    }

    private static Grants grants(Row row, List<Row> rows) {
        var granted = new HashSet<String>();
        if (!row.room.equals(VOCABULARY)) granted.add(VOCABULARY);
        boolean params = false;
        for (String word : row.grants)
            if (word.equals("`*Params`")) params = true;
            else if (word.startsWith("not ")) granted.remove(name(word.substring(4), rows));
            else granted.addAll(named(word, row, rows));
        granted.remove(row.room);
        return new Grants(row.floor, granted, params, row.grants.contains("all"));
    }

    private static Set<String> named(String word, Row row, List<Row> rows) {
        var named = new HashSet<String>();
        Matcher floors = FLOORS.matcher(word);
        if (word.equals("all")) {
            for (Row other : rows) named.add(other.room);
        } else if (floors.matches()) {
            int low = Integer.parseInt(floors.group(1));
            int high = floors.group(2) == null ? low : Integer.parseInt(floors.group(2));
            for (Row other : rows)
                if (other.floor >= low && other.floor <= high && other.floor != row.floor) named.add(other.room);
        } else {
            named.add(name(word, rows));
        }
        return named;
    }

    private static String name(String word, List<Row> rows) {
        Matcher name = NAME.matcher(word);
        if (!name.matches() || rows.stream().noneMatch(row -> row.room.equals(name.group(1))))
            throw new IllegalArgumentException("no such room or floor: " + word);
        return name.group(1);
    }

    /// Whether a class of one room may refer to the class named of another.
    boolean allows(String from, String to, String className) {
        if (from.equals(to)) return true;
        Grants grants = rooms.get(from);
        return grants != null
            && (grants.rooms.contains(to) || grants.params && className.endsWith("Params"));
    }

    /// Grants that lead upward, and rooms that lead back to themselves. Rooms that may refer to all are left out: the
    /// one place that wires knows everything, and nothing knows it.
    List<String> flaws() {
        var flaws = new ArrayList<String>();
        rooms.forEach((room, grants) -> {
            for (String other : grants.rooms) {
                if (rooms.get(other).floor > grants.floor)
                    flaws.add(room + " is granted " + other + " of a floor above it");
                if (!grants.all && !rooms.get(other).all && reaches(other, room, new HashSet<>()))
                    flaws.add(room + " and " + other + " are granted each other");
            }
        });
        return flaws;
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        if (from.equals(to)) return true;
        if (!seen.add(from)) return false;
        return rooms.get(from).rooms.stream().anyMatch(next -> reaches(next, to, seen));
    }
}
