package org.postrider.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Runs the commands once at build time, so that the JVM can keep what their start needs in a cache.
///
/// Each line is what a user would type, with `CONF` for a configuration folder that exists for the rehearsal alone. How
/// a line ends does not matter, only which classes it needed on the way.
public final class Rehearsal {
    private static final String CONF = "CONF";
    /// One for each way through a command that somebody waits for.
    private static final List<String> LINES = List.of(
        "postconf -c CONF -h myhostname",
        "postconf -c CONF -n",
        "postconf -c CONF -d",
        "postconf -c CONF -M",
        "postmap -c CONF texthash:CONF/table",
        "postmap -c CONF -q key texthash:CONF/table",
        "postalias -c CONF -q key texthash:CONF/table",
        "postqueue -c CONF -p",
        "postqueue -c CONF -j",
        "postqueue -c CONF -f",
        "postqueue -c CONF -i 4XXXXXXXXXX",
        "postqueue -c CONF -s example.com",
        "postcat -c CONF -q 4XXXXXXXXXX",
        "postsuper -c CONF -d 4XXXXXXXXXX",
        "postkick -c CONF public qmgr D",
        "postlog -c CONF -t rehearsal text",
        "mailq -C CONF",
        "newaliases -C CONF",
        "sendmail -C CONF -f a@localhost -t",
        "sendmail -C CONF -v -f a@localhost b@localhost",
        "sendmail -C CONF -bp",
        "postmulti -l",
        "postfix -c CONF check",
        "postfix -c CONF status");

    private Rehearsal() {}

    /// @param none not used
    /// @throws IOException when there is no room for the configuration folder
    public static void main(String[] none) throws IOException {
        Path folder = Files.createTempDirectory("rehearsal");
        try {
            configure(folder);
            for (String line : LINES) play(folder, line);
        } finally {
            delete(folder);
        }
        System.exit(ExitCodes.OK);
    }

    private static void configure(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("queue/maildrop"));
        var sockets = Files.createDirectories(folder.resolve("queue/public"));
        RehearsalPeer.play(sockets.resolve("showq"), RehearsalPeer.listing());
        RehearsalPeer.play(sockets.resolve("control"), "count\0001\0\0");
        RehearsalPeer.play(sockets.resolve("flush"), "protocol\0queue_flush_protocol\0\0status\0000\0\0");
        for (String triggered : List.of("qmgr", "pickup")) RehearsalPeer.play(sockets.resolve(triggered), "");
        Files.writeString(folder.resolve("main.cf"), """
            compatibility_level = 3.11
            queue_directory = %1$s/queue
            data_directory = %1$s/data
            maillog_file = %1$s/log
            maillog_file_prefixes = /
            myhostname = rehearsal.localhost
            mynetworks = 127.0.0.0/8
            mydestination = $myhostname, localhost
            alias_maps = texthash:%1$s/table
            alias_database = texthash:%1$s/table
            """.formatted(folder));
        Files.writeString(folder.resolve("master.cf"), "smtp inet n - n - - smtpd\n");
        Files.writeString(folder.resolve("table"), "key value\n");
    }

    private static void play(Path folder, String line) {
        // The whole way of a call from its first class on, but with nothing read and nothing shown.
        Invocation call = Main.call(line.replace(CONF, folder.toString()).split(" "));
        var nowhere = OutputStream.nullOutputStream();
        Main.run(new Invocation(
            call.program(), call.arguments(), call.environment(), folder, call.home(),
            InputStream.nullInputStream(), nowhere, nowhere));
    }

    private static void delete(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (Path one : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
        }
    }
}
