package org.postrider.agent.local;

import static org.postrider.config.Bounds.atLeast;

import java.util.List;
import org.postrider.config.Param;

/// Parameters of the local delivery agent.
public final class LocalParams {
    /// The characters that are harmless to a shell.
    private static final String HARMLESS =
        "1234567890!@%-_=+:,./abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static final Param<String> ALIAS_MAPS = Param.text("alias_maps",
        "$default_database_type:/etc/aliases, nis:mail.aliases", "", """
        Tables of aliases: local names and what mail to them goes to instead.""");
    public static final Param<String> ALLOW_COMMANDS = Param.text("allow_mail_to_commands", "alias, forward", "", """
        Where `|command` may stand: alias, forward, include.""");
    public static final Param<String> ALLOW_FILES = Param.text("allow_mail_to_files", "alias, forward", "", """
        Where `/file/name` may stand: alias, forward, include.""");
    public static final Param<Boolean> BIFF = Param.yesNo("biff", "yes", "", """
        Tell the comsat service of this machine (UDP port 512) of new mail in mailbox files, so that it can tell users
        who asked for it (biff y). Costs a packet per delivery; nobody needs to listen.""");
    public static final Param<String> COMMAND_FOLDER = Param.raw("command_execution_directory", "", "2.2", """
        The folder that commands run in, as $home, $user and others say; empty: the queue's.""");
    public static final Param<String> COMMAND_FILTER = Param.required("command_expansion_filter", HARMLESS, "", """
        Characters that the environment variables of commands may have; others become `_`.""");
    public static final Param<String> FOLDER_FILTER = Param.required("execution_directory_expansion_filter", HARMLESS,
        "2.2", """
        Characters that $names in command_execution_directory may have; others become `_`.""");
    public static final Param<String> FORWARD_FILTER = Param.required("forward_expansion_filter", HARMLESS, "", """
        Characters that $names in forward_path may have; others become `_`.""");
    public static final Param<Boolean> EXPAND_OWNER_ALIAS = Param.yesNo("expand_owner_alias", "no", "", """
        The sender of mail to a list becomes what `owner-list` is an alias of, instead of `owner-list`.""");
    public static final Param<String> FALLBACK_TRANSPORT = Param.text("fallback_transport", "", "", """
        Transport that takes mail for users that are neither in alias_maps nor in the password file.""");
    public static final Param<String> FALLBACK_TRANSPORT_MAPS = Param.text("fallback_transport_maps", "", "2.3", """
        The same by user name; comes first.""");
    public static final Param<String> FORWARD_PATH = Param.raw("forward_path",
        "$home/.forward${recipient_delimiter}${extension}, $home/.forward", "", """
        Where a user's forwarding file may be; the first that is there holds. Empty: users have none.""");
    public static final Param<Boolean> FROZEN_DELIVERED_TO = Param.yesNo("frozen_delivered_to", "yes", "2.3", """
        Delivered-To: names the recipient as it came to us; otherwise what each alias and .forward file made of it.""");
    public static final Param<String> HOME_MAILBOX = Param.text("home_mailbox", "", "", """
        Mailbox below a user's home folder; a name that ends in a slash is a Maildir. Empty: mail_spool_directory.""");
    public static final Param<String> COMMAND_SHELL = Param.text("local_command_shell", "", "", """
        Shell that runs all commands. Empty: /bin/sh, and that only where a command needs one.""");
    public static final Param<String> STATUS_FILTER = Param.text("local_delivery_status_filter",
        "$default_delivery_status_filter", "3.0", """
        Table that replaces delivery status codes and texts.""").notHonoured("there are no status filters yet");
    public static final Param<String> LUSER_RELAY = Param.raw("luser_relay", "", "", """
        Address that gets mail for unknown users; $user, $local, $extension, $domain and others are those of the unknown
        recipient.""");
    public static final Param<String> SPOOL_DIRECTORY = Param.required("mail_spool_directory", "/var/mail", "", """
        Folder of the users' mailboxes. A name that ends in a slash holds Maildirs.""");
    public static final Param<String> MAILBOX_COMMAND = Param.raw("mailbox_command", "", "", """
        Command that takes mail for users in place of a mailbox, and runs with the user's rights.""");
    public static final Param<String> MAILBOX_COMMAND_MAPS = Param.text("mailbox_command_maps", "", "1.1", """
        The same by user name; comes first.""");
    public static final Param<String> MAILBOX_LOCK = Param.required("mailbox_delivery_lock", "fcntl, dotlock", "", """
        How mailbox files are locked: any of fcntl, flock, dotlock.""");
    public static final Param<Long> MAILBOX_LIMIT = Param.size("mailbox_size_limit", "51200000", atLeast(0), "", """
        Largest mailbox file in bytes; for a Maildir, the largest message. 0 means no limit.""");
    public static final Param<String> MAILBOX_TRANSPORT = Param.text("mailbox_transport", "", "", """
        Transport that takes mail for all users in place of a mailbox, whether they have an account or not.""");
    public static final Param<String> MAILBOX_TRANSPORT_MAPS = Param.text("mailbox_transport_maps", "", "2.3", """
        The same by user name; comes first.""");
    public static final Param<String> PREPEND_DELIVERED = Param.text("prepend_delivered_header",
        "command, file, forward", "", """
        What gets a Delivered-To: header: command, file, forward. Without it on forwarded mail loops are not seen.""");
    public static final Param<Boolean> REQUIRE_HOME = Param.yesNo("require_home_directory", "no", "", """
        Defer mail for users whose home folder is not there.""");
    public static final Param<Boolean> RESET_OWNER_ALIAS = Param.yesNo("reset_owner_alias", "no", "2.8", """
        Forget the owner of an alias at an inner alias that has none.""");
    public static final Param<Boolean> MAILTOOL = Param.yesNo("sun_mailtool_compatibility", "no", "", """
        Old form of `mailbox_delivery_lock = dotlock`.""").notHonoured("set mailbox_delivery_lock = dotlock");

    public static final List<Param<?>> ALL = List.of(ALIAS_MAPS, ALLOW_COMMANDS, ALLOW_FILES, BIFF, COMMAND_FOLDER,
        COMMAND_FILTER, FOLDER_FILTER, FORWARD_FILTER, EXPAND_OWNER_ALIAS, FALLBACK_TRANSPORT, FALLBACK_TRANSPORT_MAPS,
        FORWARD_PATH, FROZEN_DELIVERED_TO, HOME_MAILBOX, COMMAND_SHELL, STATUS_FILTER, LUSER_RELAY, SPOOL_DIRECTORY,
        MAILBOX_COMMAND, MAILBOX_COMMAND_MAPS, MAILBOX_LOCK, MAILBOX_LIMIT, MAILBOX_TRANSPORT, MAILBOX_TRANSPORT_MAPS,
        PREPEND_DELIVERED, REQUIRE_HOME, RESET_OWNER_ALIAS, MAILTOOL);

    private LocalParams() {}
}
