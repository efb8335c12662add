package org.postrider.agent.local;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.postrider.address.Extension;
import org.postrider.config.ConfigException;
import org.postrider.config.Environment;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.config.Words;
import org.postrider.mailbox.MailboxParams;
import org.postrider.mailbox.Mbox;

/// What main.cf says on local delivery, as far as it is more than one word.
///
/// @param commands    what may name commands
/// @param files       what may name files
/// @param propagating what extensions are put onto the results of
/// @param marked      what gets a Delivered-To: header
/// @param environment that all commands get
record Rules(Settings settings, Extension extension, Set<Via> commands, Set<Via> files, Set<Via> propagating,
             Set<Marked> marked, Mbox.Locking locking, Map<String, String> environment) {
    /// What may get a Delivered-To: header.
    enum Marked { COMMAND, FILE, FORWARD }

    private static final Map<String, Via> VIA = Map.of("alias", Via.ALIAS, "forward", Via.FORWARD, "include",
        Via.INCLUDE);
    private static final Set<String> OTHER_EXPANSIONS = Set.of("canonical", "virtual", "generic");

    /// @param environment of this process
    static Rules of(Settings settings, Map<String, String> environment) {
        var extension = new Extension(settings.get(SiteParams.RECIPIENT_DELIMITER),
            settings.get(SiteParams.DOUBLE_BOUNCE_SENDER), settings.get(SiteParams.OWNER_REQUEST_SPECIAL));
        var locking = Mbox.Locking.of(settings, LocalParams.MAILBOX_LOCK);
        checkLimits(settings);
        return new Rules(settings, extension, via(settings, LocalParams.ALLOW_COMMANDS, Set.of()),
            via(settings, LocalParams.ALLOW_FILES, Set.of()),
            via(settings, SiteParams.PROPAGATE_EXTENSIONS, OTHER_EXPANSIONS), marked(settings), locking,
            Environment.kept(settings.get(SiteParams.EXPORT_ENVIRONMENT), environment));
    }

    /// A message that was taken must fit into an empty mailbox.
    private static void checkLimits(Settings settings) {
        long mailbox = settings.get(LocalParams.MAILBOX_LIMIT), message = settings.get(SiteParams.MESSAGE_SIZE_LIMIT);
        if (mailbox == 0) return;
        if (message == 0) throw new ConfigException("configuration error: " + LocalParams.MAILBOX_LIMIT
            + " is limited but " + SiteParams.MESSAGE_SIZE_LIMIT + " is unlimited");
        if (mailbox < message) throw new ConfigException("configuration error: " + LocalParams.MAILBOX_LIMIT
            + " is smaller than " + SiteParams.MESSAGE_SIZE_LIMIT);
    }

    private static Set<Via> via(Settings settings, Param<String> param, Set<String> ignored) {
        var found = EnumSet.noneOf(Via.class);
        for (String word : Words.list(settings.get(param).toLowerCase(Locale.ROOT))) {
            if (ignored.contains(word)) continue;
            if (!VIA.containsKey(word)) throw unknown(settings, param, word);
            found.add(VIA.get(word));
        }
        return found;
    }

    private static Set<Marked> marked(Settings settings) {
        var param = LocalParams.PREPEND_DELIVERED;
        var found = EnumSet.noneOf(Marked.class);
        for (String word : Words.list(settings.get(param).toLowerCase(Locale.ROOT)))
            switch (word) {
                case "command" -> found.add(Marked.COMMAND);
                case "file" -> found.add(Marked.FILE);
                case "forward" -> found.add(Marked.FORWARD);
                default -> throw unknown(settings, param, word);
            }
        return found;
    }

    private static ConfigException unknown(Settings settings, Param<String> param, String word) {
        return new ConfigException("unknown " + param + " value \"" + word + "\" in \"" + settings.get(param) + "\"");
    }

    <T> T get(Param<T> param) {
        return settings.get(param);
    }

    boolean strictOwnership() {
        return settings.get(MailboxParams.STRICT_OWNERSHIP);
    }

    /// The longest line of an alias file that is read as one.
    int lineLimit() {
        return settings.get(SiteParams.LINE_LENGTH_LIMIT);
    }
}
