package org.postrider.master;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.postrider.config.MasterCf.Row;
import org.postrider.dns.DnsjavaResolver;
import org.postrider.table.Tables;

/// What agents that deliver to other hosts share. For the one thread that wires.
///
/// @param opened tables by program and options: rows that differ in nothing but their name open none twice
record Outside(DnsjavaResolver resolver, Routing routing, Map<List<Object>, Tables> opened) {
    Outside(DnsjavaResolver resolver, Routing routing) {
        this(resolver, routing, new HashMap<>());
    }

    Tables tables(Row row, Supplier<Tables> opener) {
        return opened.computeIfAbsent(List.of(row.program(), row.options()), _ -> opener.get());
    }
}
