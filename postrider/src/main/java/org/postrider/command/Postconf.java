package org.postrider.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postrider.command.PostconfNames.NameClass;
import org.postrider.config.ConfigException;
import org.postrider.config.MainCf;
import org.postrider.time.Time;

/// postconf(1): shows and changes main.cf and master.cf, and tells what this mail system can do.
final class Postconf implements Command {
    /// Makes a file's new content out of its old one.
    @FunctionalInterface
    private interface Change {
        String apply(String content) throws IOException;
    }

    /// Fails where the compatibility level is none, as many a default would.
    private static final String A_COMPARISON = "${{$compatibility_level} <level {0}?}";
    private static final String SWITCHES = "aAbc:C:deEfFhHjlmMno:pPqtT:vxX#";

    @Override public String usage() {
        return "[-a (server SASL types)] [-A (client SASL types)] [-b (bounce templates)] [-c config_dir]"
            + " [-c param_class] [-d (parameter defaults)] [-e (edit configuration)] [-f (fold lines)]"
            + " [-F (master.cf fields)] [-h (no names)] [-H (no values)] [-j (streaming JSON) ] [-l (lock types)]"
            + " [-m (map types)] [-M (master.cf)] [-n (non-default parameters)]"
            + " [-o name=value (override parameter value)] [-p (main.cf, default)] [-P (master.cf parameters)]"
            + " [-t (bounce templates)] [-T compile-version|run-version|public-key-algorithms] [-v (verbose)]"
            + " [-x (expand parameter values)] [-X (exclude)] [-# (comment-out)] [name...]";
    }

    @Override public int run(Invocation call) throws IOException {
        var options = call.options(SWITCHES);
        if (options.has('E')) throw CommandException.usage("");
        if (options.has('b') && options.has('t') || options.count('b') > 1 || options.count('t') > 1)
            throw new CommandException("specify one of -b and -t");
        if (options.count('T') > 1) throw new CommandException("At most one -T <mode> option may be specified");
        var modes = PostconfMode.of(options);
        if (modes.contains(PostconfMode.EDIT) && options.operands().isEmpty())
            throw new CommandException("-e requires name=value argument");
        try {
            return run(call, options, modes);
        } catch (ConfigException bad) {
            bad.warnings().forEach(messages(call)::warning);
            messages(call).fatal(bad.getMessage());
            return ExitCodes.FATAL;
        }
    }

    private static int run(Invocation call, Options options, Set<PostconfMode> modes) throws IOException {
        for (var mode : modes)
            switch (mode) {
                case SERVER_SASL, CLIENT_SASL, LOCKS, MAPS, TLS, TEMPLATES, EXPAND_TEMPLATES -> {
                    return PostconfAbout.run(call, options, mode);
                }
                case EDIT, EXCLUDE, COMMENT -> {
                    return edit(call, options, modes);
                }
                case DEFAULTS, FOLD, FIELDS, HIDE_NAME, HIDE_VALUE, JSON, ENTRIES, SET, OVERRIDE, MAIN,
                    PARAMETERS, EXPAND, ALL_PARAMETERS -> { }
            }
        return show(call, options, modes);
    }

    private static int edit(Invocation call, Options options, Set<PostconfMode> modes) throws IOException {
        if (options.operands().isEmpty()) throw new CommandException("missing service argument");
        boolean main = modes.contains(PostconfMode.MAIN);
        String path = Setup.directory(call, options.value('c')) + (main ? "/main.cf" : "/master.cf");
        Change change = main ? new PostconfEdit(modes, path, options.operands(), messages(call))::apply
            : new PostconfMasterEdit(modes, path, options.operands(), messages(call))::apply;
        try (var replacement = Replacement.of(path, Time.system())) {
            replacement.commit(change.apply(MainCf.content(path)));
        }
        return ExitCodes.OK;
    }

    private static int show(Invocation call, Options options, Set<PostconfMode> modes) throws IOException {
        boolean given = options.has('c') || call.environment().containsKey("MAIL_CONFIG");
        boolean defaults = modes.contains(PostconfMode.DEFAULTS), main = modes.contains(PostconfMode.MAIN);
        var site = PostconfSite.read(new PostconfSite.Wanted(Setup.directory(call, options.value('c')), given, defaults,
            !main, options.values('o')), messages(call));
        boolean quiet = options.has('q');
        if (!defaults) {
            site.expand(A_COMPARISON, Optional.empty());
            new PostconfScan(site, quiet).run();
        }
        Set<NameClass> classes = options.value('C').map(PostconfNames::classes)
            .orElseGet(() -> EnumSet.allOf(NameClass.class));
        var show = new PostconfShow(site, modes, classes,
            new PostconfPrinter(call.out(), modes.contains(PostconfMode.FOLD)));
        if (modes.contains(PostconfMode.FIELDS)) show.fields(options.operands());
        else if (modes.contains(PostconfMode.PARAMETERS)) show.parameters(options.operands());
        else if (modes.contains(PostconfMode.ENTRIES)) show.entries(options.operands());
        else show.main(options.operands());
        call.out().flush();
        if (!defaults && !quiet) complain(site, main, options.operands());
        return ExitCodes.OK;
    }

    /// Postfix's postconf has no say in UTF-8: it shows question marks.
    private static Messages messages(Invocation call) {
        return call.messages().ascii();
    }

    /// What `postconf` without arguments would warn of, as Postfix's script has it: what is unused, undefined or about
    /// to go away. Settings without effect are told of by the mail system itself.
    ///
    /// @param err where to
    static void warn(OutputStream err, String directory) {
        var messages = new Messages("postconf", err, false);
        try {
            var site = PostconfSite.read(new PostconfSite.Wanted(directory, true, false, false, List.of()), messages);
            new PostconfScan(site, false).run();
            var unused = new PostconfUnused(site);
            unused.mainCf();
            unused.masterCf();
            unused.end();
        } catch (ConfigException | CommandException bad) {
            messages.fatal(bad.getMessage());
        }
    }

    private static void complain(PostconfSite site, boolean main, List<String> shown) {
        var unused = new PostconfUnused(site);
        if (main) unused.mainCf();
        unused.masterCf();
        // For people only: programs that read what postconf says of other things expect Postfix's warnings alone, and
        // the mail system tells of these at its start.
        if (main && Terminal.isError()) unused.notHonoured(shown);
        unused.end();
    }
}
