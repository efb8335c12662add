package org.postrider.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.postrider.config.Configuration;
import org.postrider.config.SiteParams;
import org.postrider.text.Latin1;

/// postfix(1): starts, stops and asks after the mail system.
final class Postfix implements Command {
    private static final String SUBCOMMANDS = "start (or stop, reload, abort, flush, check, status, set-permissions, "
        + "upgrade-configuration, logrotate, tls, non-bdb)";

    @Override public String usage() {
        return "[-c config_dir] [-Dv] command";
    }

    @Override public int run(Invocation call) throws IOException {
        var options = call.options("c:Dv");
        var named = options.value('c');
        if (named.isPresent() && !named.get().startsWith("/"))
            throw new CommandException("-c requires absolute pathname");
        if (options.has('D')) call.messages().warning("-D has no effect here: the mail system is one program; "
            + "to debug it, put the JVM's own options into POSTRIDER_JAVA_OPTS");
        named = named.or(() -> fromEnvironment(call));
        // The check tells of all that is wrong, and not only of the first.
        boolean check = options.operands().equals(List.of("check"));
        var configuration = check ? Setup.unchecked(call, named) : Setup.configuration(call, named);
        if (!check) tellOfOldDefaults(call, configuration);
        return run(new PostfixScript(call, configuration, options.has('v')), options);
    }

    private static void tellOfOldDefaults(Invocation call, Configuration configuration) {
        if (!configuration.hasOldDefaults()) return;
        var settings = configuration.settings();
        String tag = settings.get(SiteParams.SYSLOG_NAME);
        var log = Voice.log(settings, tag.equals(call.name()) ? tag : tag + "/" + call.name(), Voice.Fallback.FILE);
        for (String line : List.of("Postfix is using backwards-compatible default settings",
            "See https://www.postfix.org/COMPATIBILITY_README.html for details",
            "To disable backwards compatibility use \"postconf compatibility_level=" + Configuration.LATEST
                + "\" and \"postfix reload\"")) {
            call.messages().info(line);
            log.info(line);
        }
    }

    private static Optional<String> fromEnvironment(Invocation call) {
        return Optional.of(call.variable("MAIL_CONFIG", Configuration.DEFAULT_DIRECTORY))
            .map(name -> Latin1.fromUnicode(call.directory().resolve(Latin1.toUnicode(name)).normalize().toString()));
    }

    /// Further operands are for `logrotate` alone to complain of, as in Postfix.
    private static int run(PostfixScript script, Options options) throws IOException {
        var words = options.operands();
        String command = words.isEmpty() ? "" : words.getFirst();
        return switch (command) {
            case "start" -> script.start();
            case "start-fg" -> script.startForeground();
            case "stop", "quick-stop" -> script.stop();
            case "abort", "drain" -> script.abort();
            case "reload" -> script.reload();
            case "flush" -> script.flush();
            case "status" -> script.status();
            case "check", "set-permissions" -> script.check();
            case "upgrade-configuration" -> script.upgrade();
            case "logrotate" -> words.size() > 1 ? script.fatal("usage postfix logrotate (no arguments)")
                : script.rotateLog();
            case "tls", "non-bdb", "post-install" -> script.fatal("postfix " + command + " is not there: "
                + instead(command));
            default -> script.fatal("unknown command: '" + command + "'. Usage: postfix " + SUBCOMMANDS);
        };
    }

    private static String instead(String command) {
        return switch (command) {
            case "tls" -> "make keys with openssl, and name them with postconf smtpd_tls_chain_files=...";
            case "non-bdb" -> "hash and btree tables need no Berkeley DB here";
            default -> "there is nothing to install; postfix set-permissions makes the queue's folders";
        };
    }
}
