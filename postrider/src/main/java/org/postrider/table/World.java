package org.postrider.table;

import java.util.HashMap;
import java.util.Map;
import org.postrider.config.Environment;
import org.postrider.config.Settings;
import org.postrider.net.Watchdog;
import org.postrider.os.Users;
import org.postrider.text.Latin1;
import org.postrider.time.Time;

/// What tables need of the machine.
///
/// @param watchdog    ends what other programs do not answer in time
/// @param environment for `environ:`, one char per byte
/// @param users       for `unix:`
public record World(Time time, Users users, Watchdog watchdog, Map<String, String> environment) {
    /// This machine as it is.
    public static World real() {
        var environment = new HashMap<String, String>();
        System.getenv().forEach((name, value) ->
            environment.put(Latin1.fromUnicode(name), Latin1.fromUnicode(value)));
        return new World(Time.system(), Users.system(), new Watchdog(Time.system()), Map.copyOf(environment));
    }

    /// The same as a service sees it.
    World imported(Settings settings) {
        return new World(time, users, watchdog, Environment.imported(settings, environment));
    }
}
