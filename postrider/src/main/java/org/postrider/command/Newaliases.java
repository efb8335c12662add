package org.postrider.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postrider.config.Words;
import org.postrider.table.TableParams;

/// newaliases(1): makes the tables of `alias_database`, as `sendmail -bi` and `sendmail -I` do.
final class Newaliases implements Command {
    @Override public String usage() {
        return "[options]";
    }

    @Override public int usageStatus() {
        return ExitCodes.TEMP_FAIL;
    }

    @Override public int run(Invocation call) throws IOException {
        // Sendmail's switches, most of which mean nothing here
        var options = call.options("A:B:C:F:GIL:N:O:R:UV:X:b:ce:f:h:imno:p:r:q:tvx");
        if (!options.operands().isEmpty())
            throw new CommandException(ExitCodes.TEMP_FAIL, "alias initialization mode requires no recipient");
        var directory = options.value('C').map(Newaliases::folder);
        var settings = Setup.configuration(call, directory).settings();
        var tables = Words.list(settings.get(TableParams.ALIAS_DATABASE));
        for (String option : options.values('o'))
            if (option.startsWith("A")) tables = List.of(option.substring(1));
        if (tables.isEmpty()) return ExitCodes.OK;
        return Main.run(new Postalias(), postalias(call, directory, tables));
    }

    /// `-C` takes a folder or the path of the main.cf in it.
    private static String folder(String named) {
        return named.endsWith("/main.cf") ? named.substring(0, named.length() - "/main.cf".length()) : named;
    }

    private static Invocation postalias(Invocation call, Optional<String> directory, List<String> tables) {
        var arguments = new ArrayList<String>();
        directory.ifPresent(folder -> arguments.addAll(List.of("-c", folder)));
        arguments.add("--");
        arguments.addAll(tables);
        return new Invocation("postalias", arguments, call.environment(), call.directory(), call.home(), call.in(),
            call.out(), call.err());
    }
}
