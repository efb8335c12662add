package org.postrider.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What a master.cf says (master(5)): one row per service.
///
/// @param path     the file's name as messages show it
/// @param warnings what an operator should hear about the file, worded for a log
public record MasterCf(String path, List<Row> rows, List<String> warnings) {
    /// The kinds of endpoints that a service may have.
    public enum Type {
        INET("inet"), UNIX("unix"), UNIX_DATAGRAM("unix-dgram"), FIFO("fifo"), PASS("pass");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        @Override public String toString() {
            return word;
        }
    }

    /// A field that may leave the answer to a default.
    public enum Choice { YES, NO, DEFAULT }

    /// @param seconds  0 for none
    /// @param whenUsed only after the service has been used once
    public record Wakeup(int seconds, boolean whenUsed) {}

    /// One service.
    ///
    /// @param service      its name; for inet `port`, `host:port` or `[address]:port`
    /// @param isPrivate    whether its socket lies where only the mail system gets at it
    /// @param unprivileged whether it runs without root's rights
    /// @param limit        most concurrent clients or deliveries; 0 for no limit, empty for `default_process_limit`
    /// @param command      the program, in `daemon_directory` unless it has a folder of its own
    /// @param flags        switches without a value, like `-v`
    /// @param options      `-o name=value`, unexpanded
    /// @param operands     what follows the switches: `flags=DRhu`, `user=...`, `argv=...`
    /// @param line         in the file, from 1
    public record Row(String service, Type type, boolean isPrivate, boolean unprivileged, Choice chroot,
                      Wakeup wakeup, OptionalInt limit, String command, List<String> flags,
                      Map<String, String> options, List<String> operands, int line) {
        public Row {
            flags = List.copyOf(flags);
            options = Map.copyOf(options);
            operands = List.copyOf(operands);
        }

        /// `smtp/inet`: what `master_service_disable` and postconf(1) call it.
        public String key() {
            return service + "/" + type;
        }

        /// What clients of the service open: `private/smtp`, or the service name where it is of type inet.
        public String endpoint() {
            return type == Type.INET ? service : (isPrivate ? "private/" : "public/") + service;
        }

        /// The command without folders: what decides which service this is.
        public String program() {
            return command.substring(command.lastIndexOf('/') + 1);
        }
    }

    public MasterCf {
        rows = List.copyOf(rows);
        warnings = List.copyOf(warnings);
    }

    /// Reads the file.
    ///
    /// @param path     one char per byte
    /// @param disabled tells of a `service/type` whether it is to be left out
    /// @throws ConfigException naming file and line
    public static MasterCf read(String path, Predicate<String> disabled) {
        return parse(path, MainCf.content(path), disabled);
    }

    /// @param path     how messages call the text
    /// @param disabled tells of a `service/type` whether it is to be left out
    /// @throws ConfigException naming file and line
    public static MasterCf parse(String path, String text, Predicate<String> disabled) {
        return parse(path, text, disabled, problem -> {
            throw problem;
        });
    }

    /// @param problems is told of each bad line, which is left out
    public static MasterCf parse(String path, String text, Predicate<String> disabled,
                                 Consumer<ConfigException> problems) {
        var rows = new LinkedHashMap<String, Row>();
        var warnings = new ArrayList<String>();
        var lines = new LogicalLines(path, text);
        for (var next = lines.next(); next.isPresent(); next = lines.next())
            try {
                var fields = new MasterFields(path, next.get());
                if (disabled.test(fields.key())) continue;
                var row = fields.row();
                if (rows.put(row.endpoint(), row) != null)
                    warnings.add("duplicate master.cf entry for service \"" + row.service() + "\" (" + row.endpoint()
                        + ") -- using the last entry");
            } catch (ConfigException bad) {
                problems.accept(bad);
            }
        warnings.addAll(lines.warnings());
        return new MasterCf(path, List.copyOf(rows.values()), warnings);
    }
}
