package org.postrider.table;

import java.util.List;
import org.postrider.log.Log;

/// Tables as a parameter such as `virtual_alias_maps` lists them: the first that has the key, or cannot tell, decides.
public final class MapList implements Table {
    record Member(String spec, Table table) {}

    private final String title;
    private final List<Member> members;
    private final Log log;

    MapList(String title, List<Member> members, Log log) {
        this.title = title;
        this.members = members;
        this.log = log;
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /// What warnings call it: a parameter's name.
    public String title() {
        return title;
    }

    /// For a whole name or address. An empty key is nowhere.
    @Override public Answer lookup(String key) {
        return find(key, true);
    }

    /// For a part of one, such as a parent domain: tables of patterns are left out.
    public Answer lookupPart(String key) {
        return find(key, false);
    }

    @Override public boolean mayHave(byte[] text, int from, int to) {
        for (var member : members)
            if (member.table.mayHave(text, from, to)) return true;
        return false;
    }

    private Answer find(String key, boolean whole) {
        if (key.isEmpty()) return ABSENT;
        for (var member : members) {
            if (!whole && member.table.hasPatterns()) continue;
            switch (member.table.lookup(key)) {
                case Answer.Absent() -> { }
                case Answer.Found found -> {
                    return found.value().isEmpty() ? empty(key) : found;
                }
                case Answer.Unavailable unavailable -> {
                    log.warning(member.spec + " lookup error for \"" + key + "\"");
                    return unavailable;
                }
            }
        }
        return ABSENT;
    }

    private Answer empty(String key) {
        log.warning(title + " lookup of " + key + " returns an empty string result");
        log.warning(title + " should return NO RESULT in case of NOT FOUND");
        return new Answer.Unavailable(title + ": empty string result");
    }

    @Override public boolean hasPatterns() {
        return members.stream().allMatch(member -> member.table.hasPatterns());
    }
}
