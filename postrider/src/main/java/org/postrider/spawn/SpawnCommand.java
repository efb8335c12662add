package org.postrider.spawn;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.config.ConfigException;
import org.postrider.config.Environment;
import org.postrider.config.MasterCf.Row;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.os.Command;
import org.postrider.os.Group;
import org.postrider.os.RunAs;
import org.postrider.os.User;
import org.postrider.os.Users;
import org.postrider.os.Users.Answer;

/// What a row of spawn(8) runs for each connection.
public record SpawnCommand(Command command, Duration limit) {
    private static final String USER = "user=", ARGV = "argv=";
    /// As the C library's default for programs that have none.
    private static final String PATH = "/usr/bin:/bin";

    /// Where a row is read.
    ///
    /// @param environment of this process
    /// @param switches    whether commands can get another user's rights at all
    public record Means(Users users, Map<String, String> environment, boolean switches) {}

    /// @throws ConfigException in Postfix's words, when the row doesn't say what is needed
    public static SpawnCommand of(Row row, Settings settings, Means means) {
        Optional<String> user = Optional.empty();
        List<String> argv = List.of();
        for (int i = 0; i < row.operands().size() && argv.isEmpty(); i++) {
            String word = row.operands().get(i);
            if (word.startsWith(USER)) user = Optional.of(word.substring(USER.length()));
            else if (word.startsWith(ARGV)) argv = argv(row.operands().subList(i, row.operands().size()));
            else throw new ConfigException("unknown attribute name: " + word);
        }
        if (user.isEmpty()) throw new ConfigException("missing user= attribute");
        if (argv.isEmpty()) throw new ConfigException("missing argv= attribute");
        if (row.unprivileged() && means.switches())
            throw new ConfigException("service " + row.service() + " requires privileged operation");
        var who = who(user.get(), settings.get(SiteParams.MAIL_OWNER), means.users());
        return new SpawnCommand(
            new Command(argv, environment(settings, means.environment()), Optional.empty(),
                means.switches() ? Optional.of(who) : Optional.empty()),
            settings.get(SpawnParams.TIME_LIMITS.of(row.service())));
    }

    private static List<String> argv(List<String> words) {
        String first = words.getFirst().substring(ARGV.length());
        if (first.isEmpty()) return List.copyOf(words.subList(1, words.size()));
        var argv = new java.util.ArrayList<>(words);
        argv.set(0, first);
        return List.copyOf(argv);
    }

    private static Map<String, String> environment(Settings settings, Map<String, String> own) {
        var all = new HashMap<>(own);
        all.put("MAIL_CONFIG", settings.get(SiteParams.CONFIG_DIRECTORY));
        var kept = new HashMap<>(Environment.kept(settings.get(SiteParams.EXPORT_ENVIRONMENT), all));
        kept.put("PATH", PATH);
        return kept;
    }

    private static RunAs.Who who(String text, String mailOwner, Users users) {
        int colon = text.indexOf(':');
        var user = user(colon < 0 ? text : text.substring(0, colon), users);
        int gid = colon < 0 ? user.gid() : group(text.substring(colon + 1), users).gid();
        if (user.uid() == 0) throw new ConfigException("request to deliver as root");
        if (user.name().equals(mailOwner)) throw new ConfigException("request to deliver as mail system owner");
        if (gid == 0) throw new ConfigException("request to use privileged group id 0");
        return new RunAs.Who(user.uid(), gid);
    }

    private static User user(String name, Users users) {
        return switch (users.user(name)) {
            case Answer.Found<User>(User user) -> user;
            case Answer.Absent<User>() -> throw new ConfigException("unknown user name: " + name);
            case Answer.Unavailable<User>(String why) ->
                throw new ConfigException("cannot look up user name: " + name + ": " + why);
        };
    }

    private static Group group(String name, Users users) {
        return switch (users.group(name)) {
            case Answer.Found<Group>(Group group) -> group;
            case Answer.Absent<Group>() -> throw new ConfigException("unknown group name: " + name);
            case Answer.Unavailable<Group>(String why) ->
                throw new ConfigException("cannot look up group name: " + name + ": " + why);
        };
    }
}
