package org.postrider.master;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.postrider.os.Identity;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.os.Users.Answer;

/// The folder of a trial: configuration, queue, mailboxes and log, all in one place.
///
/// @param port that the trial's SMTP server listens at
record TryFolder(Path top, int port) {
    /// Where the search for a free port begins.
    private static final int FIRST_PORT = 2525;
    private static final int PORTS = 200;
    /// The account that mailboxes of a trial belong to when root tries it out: nobody's rights are enough.
    private static final int NOBODY = 65534;

    /// Opens the folder when it holds a trial already, else lays one out.
    static TryFolder open(Path top) throws IOException {
        var master = top.resolve("conf/master.cf");
        if (Files.exists(master)) return new TryFolder(top, port(Files.readString(master)));
        return fresh(top, freePort());
    }

    /// Lays out a trial that nobody has to remember the port of, beside others of its kind.
    static TryFolder unattended(Path top) throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return fresh(top, probe.getLocalPort());
        }
    }

    private static TryFolder fresh(Path top, int port) throws IOException {
        var folder = new TryFolder(top.toAbsolutePath().normalize(), port);
        folder.layOut();
        return folder;
    }

    private static int port(String masterCf) throws IOException {
        for (String line : masterCf.split("\n"))
            if (line.startsWith("127.0.0.1:")) return Integer.parseInt(line.substring(10, line.indexOf(' ')));
        throw new IOException("conf/master.cf of this folder has no row that begins with 127.0.0.1:port: "
            + "try another folder");
    }

    private static int freePort() throws IOException {
        for (int port = FIRST_PORT; port < FIRST_PORT + PORTS; port++)
            try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        throw new IOException("no free port on 127.0.0.1 between " + FIRST_PORT + " and " + (FIRST_PORT + PORTS));
    }

    boolean isFresh() {
        return !Files.exists(log());
    }

    Path conf() {
        return top.resolve("conf");
    }

    Path log() {
        return top.resolve("mail.log");
    }

    Path mailbox(String user) {
        return top.resolve("mail").resolve(user);
    }

    private void layOut() throws IOException {
        for (String folder : new String[] {"conf", "queue", "mail"}) Files.createDirectories(top.resolve(folder));
        int uid = Identity.current().uid(), gid = Identity.current().gid();
        if (uid == 0) {
            uid = gid = NOBODY;
            Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setAttribute(top.resolve("mail"), "unix:uid", uid);
            Files.setAttribute(top.resolve("mail"), "unix:gid", gid);
        }
        Files.writeString(conf().resolve("main.cf"), mainCf(uid, gid), UTF_8);
        Files.writeString(conf().resolve("master.cf"), masterCf(), UTF_8);
        Files.writeString(conf().resolve("mailboxes"), """
            # Who has a mailbox here, and its folder below mail/. Takes effect within a second.
            alice@example.test  alice/
            bob@example.test    bob/
            """, UTF_8);
    }

    private String mainCf(int uid, int gid) {
        return fill("""
            # A mail system for trying things out. Postfix's manual, postconf(5), explains every name.
            compatibility_level = 3.11
            queue_directory = TOP/queue
            data_directory = TOP/queue
            maillog_file = TOP/mail.log
            maillog_file_prefixes = TOP
            mail_owner = OWNER
            myhostname = mail.example.test
            mydestination =
            alias_maps =
            alias_database =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mynetworks = 127.0.0.0/8
            # Mailboxes: Maildir folders below TOP/mail
            virtual_mailbox_domains = example.test
            virtual_mailbox_maps = texthash:TOP/conf/mailboxes
            virtual_mailbox_base = TOP/mail
            virtual_uid_maps = static:UID
            virtual_gid_maps = static:GID
            virtual_minimum_uid = LEAST
            # Remove this line, and mail to other domains really leaves this machine.
            default_transport = error:5.7.1 this is a trial: mail to other domains is switched off in main.cf
            """, Map.of("TOP", top.toString(), "OWNER", owner(), "UID", "" + uid, "GID", "" + gid, "LEAST",
            "" + Math.clamp(uid, 1, 100)));
    }

    private String masterCf() {
        return fill("""
            # service       type  private unpriv  chroot  wakeup  maxproc command
            127.0.0.1:PORT inet  n       -       n       -       -       smtpd
            pickup          unix  n       -       n       60      1       pickup
            cleanup         unix  n       -       n       -       0       cleanup
            qmgr            unix  n       -       n       300     1       qmgr
            rewrite         unix  -       -       n       -       -       trivial-rewrite
            bounce          unix  -       -       n       -       0       bounce
            defer           unix  -       -       n       -       0       bounce
            trace           unix  -       -       n       -       0       bounce
            smtp            unix  -       -       n       -       -       smtp
            relay           unix  -       -       n       -       -       smtp
            error           unix  -       -       n       -       -       error
            retry           unix  -       -       n       -       -       error
            discard         unix  -       -       n       -       -       discard
            local           unix  -       n       n       -       -       local
            virtual         unix  -       n       n       -       -       virtual
            showq           unix  n       -       n       -       -       showq
            postlog         unix-dgram n  -       n       -       1       postlogd
            """, Map.of("PORT", "" + port));
    }

    private static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (var value : values.entrySet()) filled = filled.replace(value.getKey(), value.getValue());
        return filled;
    }

    private static String owner() {
        return Users.system().user(Identity.current().uid()) instanceof Answer.Found<User>(User user) ? user.name()
            : "postfix";
    }
}
