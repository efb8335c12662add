package org.postrider.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// One reading of a configuration folder: main.cf on top of Postfix's defaults and what the machine says.
///
/// Immutable; a reload reads a new one.
public final class Configuration {
    /// Where configuration is when nobody says otherwise.
    public static final String DEFAULT_DIRECTORY = "/etc/postfix";
    /// The level from which on all defaults are the newest.
    public static final String LATEST = "3.11";
    /// In the order that Postfix's programs check.
    private static final List<Param.Kind> CHECKS = List.of(Param.Kind.TEXT, Param.Kind.NUMBER, Param.Kind.SIZE,
        Param.Kind.BOOLEAN, Param.Kind.TIME);
    /// Names that belong to the program and not to its configuration.
    private static final List<String> READ_ONLY = List.of("process_name", "process_id");

    private final String directory;
    private final MainCf mainCf;
    private final Machine machine;
    private final Defaults defaults;
    private final Settings settings;

    private Configuration(String directory, MainCf mainCf, Machine machine) {
        this.directory = directory;
        this.mainCf = mainCf;
        this.machine = machine;
        var written = mainCf.values();
        READ_ONLY.forEach(written::remove);
        this.defaults = new MachineDefaults(written, machine);
        this.settings = Settings.of(written, defaults);
    }

    /// Reads `directory/main.cf`.
    ///
    /// @param directory one char per byte
    /// @throws ConfigException naming the file, and the line where there is one
    public static Configuration read(String directory, Machine machine) {
        return of(directory, MainCf.read(directory + "/main.cf", Map.of("config_directory", directory)), machine);
    }

    /// @param mainCf what `directory/main.cf` says
    public static Configuration of(String directory, MainCf mainCf, Machine machine) {
        return new Configuration(directory, mainCf, machine);
    }

    /// The same as if main.cf said nothing of some names.
    public Configuration without(Collection<String> names) {
        return names.isEmpty() ? this : of(directory, mainCf.without(names), machine);
    }

    /// The configuration folder as it was named.
    public String directory() {
        return directory;
    }

    public MainCf mainCf() {
        return mainCf;
    }

    /// What main.cf makes of all parameters.
    public Settings settings() {
        return settings;
    }

    /// The unexpanded default of a name, whether main.cf sets it or not; empty for names without one.
    ///
    /// @throws ConfigException when it depends on a parameter whose value makes no sense
    public Optional<String> fallback(String name) {
        return defaults.of(name);
    }

    /// The settings of one service: with the `-o` options of its master.cf row, and knowing its own names.
    ///
    /// @param service the row's service name
    /// @param program the row's command without folders
    /// @param options the row's `-o` options
    public Settings settings(String service, String program, Map<String, String> options) {
        var all = new HashMap<>(options);
        all.put("process_name", program);
        all.put("service_name", service);
        return settings.with(all);
    }

    /// Reads every given parameter once, and checks the values of others that Postfix has.
    ///
    /// @return what is wrong, one line for each parameter, with file and line where the operator wrote it; empty when
    ///         all is well
    public List<String> problems(Collection<? extends Param<?>> declared) {
        var problems = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var param : declared) {
            seen.add(param.name());
            problem(param).ifPresent(problems::add);
        }
        for (var setting : mainCf.settings().values())
            if (seen.add(setting.name()))
                Catalogue.get().find(setting.name()).flatMap(entry -> problem(entry.param())).ifPresent(problems::add);
        if (problems.isEmpty())
            try {
                check();
            } catch (ConfigException bad) {
                problems.add(bad.getMessage());
            }
        return problems;
    }

    /// What is wrong with the value of one parameter, with file and line where the operator wrote it.
    public Optional<String> problem(Param<?> param) {
        try {
            settings.get(param);
            return Optional.empty();
        } catch (ConfigException bad) {
            return Optional.of(place(param.name()) + bad.getMessage());
        }
    }

    /// Checks what every program checks at its start, whether it needs it or not, so that a typing error is found
    /// early.
    ///
    /// @throws ConfigException in Postfix's words, which name the parameter
    public void check() {
        Level.of(settings.get(SiteParams.COMPATIBILITY_LEVEL));
        for (var kind : CHECKS)
            for (var setting : mainCf.settings().values()) {
                var entry = Catalogue.get().find(setting.name());
                if (entry.isPresent() && entry.get().everyone() && entry.get().kind() == kind)
                    settings.get(entry.get().param());
            }
        String hostName = settings.get(SiteParams.MYHOSTNAME), origin = settings.get(SiteParams.MYORIGIN);
        checkHostName("myhostname", hostName);
        checkHostName("mydomain", settings.get(SiteParams.MYDOMAIN));
        if (hostName.equalsIgnoreCase(settings.expand("$relayhost")))
            throw new ConfigException("myhostname and relayhost parameter settings must not be identical: " + hostName);
        if (Words.list(origin).size() > 1)
            throw new ConfigException("myorigin parameter setting must not contain multiple values: " + origin);
    }

    private void checkHostName(String param, String name) {
        if (!HostName.isValid(name))
            throw new ConfigException("file " + mainCf.path() + ": parameter " + param + ": bad parameter value: "
                + name);
    }

    /// Whether `compatibility_level` asks for the defaults of an older Postfix than the one that this program follows.
    ///
    /// @throws ConfigException when it is none
    public boolean hasOldDefaults() {
        return settings.isOlder(LATEST);
    }

    /// Where a name is set, for messages: file and, if the file says so, line.
    public String place(String name) {
        var setting = mainCf.settings().get(name);
        return setting == null || setting.line() == 0 ? mainCf.path() + ": "
            : mainCf.path() + ", line " + setting.line() + ": ";
    }

    /// Settings of main.cf that have no effect, with the reason; each a line for the log.
    ///
    /// @param declared all parameters that the program has
    public List<String> notHonoured(Collection<? extends Param<?>> declared) {
        return notHonoured(declared, List.of(), _ -> true);
    }

    /// The same for a program that also has parameters for each transport.
    public List<String> notHonoured(Collection<? extends Param<?>> declared, Collection<ParamFamily<?>> families) {
        return notHonoured(declared, families, _ -> true);
    }

    /// @param wanted which names are of interest
    public List<String> notHonoured(Collection<? extends Param<?>> declared, Collection<ParamFamily<?>> families,
                                    Predicate<String> wanted) {
        var params = new HashMap<String, Param<?>>();
        for (var param : declared) params.put(param.name(), param);
        boolean allDeclared = mainCf.settings().keySet().stream().allMatch(params::containsKey);
        var others = allDeclared ? Unhonoured.of("") : Unhonoured.load();
        var lines = new ArrayList<String>();
        for (var setting : mainCf.settings().values()) {
            String name = setting.name();
            if (!wanted.test(name) || !isOwn(setting)) continue;
            if (families.stream().anyMatch(one -> name.endsWith(one.suffix()))) continue;
            var param = params.get(name);
            String reason = param != null ? param.notHonoured()
                : others.find(name).filter(one -> !one.quiet()).map(Unhonoured.Entry::reason).orElse("");
            if (!reason.isEmpty())
                lines.add(place(name) + "parameter " + name + " has no effect here: " + reason);
        }
        return lines;
    }

    /// Whether the file sets something that would not hold anyway: not the default, and not `no` to what is not there.
    private static boolean isOwn(MainCf.Setting setting) {
        return setting.line() > 0 && !READ_ONLY.contains(setting.name())
            && Catalogue.get().find(setting.name()).filter(e -> e.fallback().equals(setting.value())
                || e.kind() == Param.Kind.BOOLEAN && setting.value().equalsIgnoreCase("no")).isEmpty();
    }
}
