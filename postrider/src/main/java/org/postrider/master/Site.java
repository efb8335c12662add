package org.postrider.master;

import static org.postrider.config.SiteParams.SYSLOG_NAME;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.postrider.config.ConfigException;
import org.postrider.config.Configuration;
import org.postrider.config.MasterCf;
import org.postrider.config.MasterCf.Row;
import org.postrider.config.Param;
import org.postrider.config.ServicePatterns;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.log.LogSink;

/// One reading of main.cf and master.cf.
record Site(Configuration configuration, MasterCf master) {
    /// @throws org.postrider.config.ConfigException with all that is wrong, each with its file and line
    static Site read(Start start, Collection<? extends Param<?>> declared) {
        var configuration = start.configuration();
        var problems = configuration.problems(declared);
        if (!problems.isEmpty()) throw new ConfigException(String.join("; ", problems));
        return new Site(configuration,
            MasterCf.read(configuration.directory() + "/master.cf", disabled(configuration.settings())));
    }

    static Predicate<String> disabled(Settings settings) {
        return ServicePatterns.of(settings.get(MasterParams.SERVICE_DISABLE));
    }

    /// The line that tells of a start or reload.
    String label(String event) {
        return event + " -- version " + settings().get(MasterParams.MAIL_VERSION) + ", configuration "
            + configuration.directory();
    }

    Settings settings() {
        return configuration.settings();
    }

    /// What the operator should hear: settings without effect, oddities of master.cf.
    List<String> warnings(Collection<? extends Param<?>> declared) {
        var warnings = new ArrayList<>(configuration.notHonoured(declared, DeclaredParams.FAMILIES));
        warnings.addAll(master.warnings());
        warnings.addAll(UnservedRows.warnings(master));
        PostfixQueue.warning(Layout.of(settings()).queue()).ifPresent(warnings::add);
        return warnings;
    }

    Settings settings(Row row) {
        return configuration.settings(row.service(), row.program(), row.options());
    }

    /// The settings of a service that exists once, by its program's name; those of main.cf when it has no row.
    Settings settings(String program) {
        return row(program).map(this::settings).orElseGet(() ->
            configuration.settings(program, program, Map.of()));
    }

    Optional<Row> row(String program) {
        return master.rows().stream().filter(row -> row.program().equals(program)).findFirst();
    }

    /// The log of a service, by its program's name as Postfix logs it.
    static Log log(LogSink sink, Settings settings, String program, long number) {
        return new Log(sink, settings.get(SYSLOG_NAME) + "/" + program, number);
    }

    int limit(Row row) {
        return row.limit().orElseGet(() -> settings().get(MasterParams.PROCESS_LIMIT));
    }
}
