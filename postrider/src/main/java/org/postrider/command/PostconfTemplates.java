package org.postrider.command;

import java.io.IOException;
import org.postrider.bounce.BounceParams;
import org.postrider.bounce.Notifier;
import org.postrider.bounce.Template;
import org.postrider.bounce.Templates;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.log.Log;
import org.postrider.log.Severity;
import org.postrider.qmgr.QmgrParams;
import org.postrider.text.Latin1;

/// The texts of notices, as the switches -b and -t of postconf(1) show them. What they complain about is said in the
/// name of the service that uses them, as with Postfix, where that service is asked.
final class PostconfTemplates {
    private final Messages messages;
    private final Settings settings;
    private final Notifier.Waits waits;

    private PostconfTemplates(Invocation call, Settings settings) {
        this.messages = new Messages(settings.get(SiteParams.SYSLOG_NAME) + "/bounce", call.err());
        this.settings = settings;
        this.waits = new Notifier.Waits(settings.get(QmgrParams.DELAY_WARNING),
            settings.get(QmgrParams.MAXIMAL_LIFETIME));
    }

    /// @param expand shows the texts alone, with names replaced, instead of the templates
    static int run(Invocation call, Options options, boolean expand) throws IOException {
        var operands = options.operands();
        if (operands.size() > 1) throw new CommandException("options -b and -t require at most one template file");
        var settings = Setup.configuration(call, options.value('c')).settings();
        String file = operands.isEmpty() ? settings.get(BounceParams.TEMPLATE_FILE) : operands.getFirst();
        var shown = new PostconfTemplates(call, settings);
        try {
            call.out().write(Latin1.bytes(shown.text(file, expand)));
            return ExitCodes.OK;
        } catch (ConfigException bad) {
            shown.messages.fatal(bad.getMessage());
            return ExitCodes.FATAL;
        }
    }

    private String text(String file, boolean expand) {
        var out = new StringBuilder();
        for (var one : Templates.of(settings, file, new Log(this::tell, messages.name(), 0)).all()) {
            if (!out.isEmpty()) out.append('\n');
            if (expand) check(one, file);
            out.append(expand ? "expanded_" + one.name() + "_text" : one.name() + "_template").append(" = <<EOF\n");
            if (expand) for (String line : one.expanded(settings, waits)) out.append(line).append('\n');
            else out.append(one.dump());
            out.append("EOF\n");
        }
        return out.toString();
    }

    private void check(Template template, String file) {
        if (template.undefined(settings, waits).isPresent())
            throw new ConfigException(file + ": undefined $name in " + template.name() + " template: "
                + String.join("\n", template.lines()));
        for (String name : template.vanished(waits)) {
            String unit = name.substring(name.lastIndexOf('_') + 1);
            messages.warning(file + ": zero result in " + template.name() + " template conversion of parameter \""
                + name + "\"");
            messages.warning("please reduce time unit \"" + unit + "\" of \"" + name + "\" in " + template.name()
                + " template");
            messages.warning("for instructions see the bounce(5) manual");
        }
    }

    private void tell(Severity severity, String tag, long number, String text) {
        if (severity == Severity.WARNING) messages.warning(text);
        else messages.info(text);
    }
}
