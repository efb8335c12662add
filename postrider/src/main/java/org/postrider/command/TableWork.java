package org.postrider.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.postrider.command.TableSwitches.Job;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.table.Table;
import org.postrider.table.TableException;
import org.postrider.table.TableParams;
import org.postrider.table.Tables;
import org.postrider.table.World;

/// What postmap and postalias work with, and how they go about it.
///
/// @param log   for the user and for the mail system's log
/// @param voice for what ends the work
record TableWork(Invocation call, TableSwitches switches, Settings settings, Tables tables, Log log, Voice voice) {
    /// Where the two programs differ.
    ///
    /// @param source    the grammar of the text that tables are made of
    /// @param separator what is printed between key and value
    record Dialect(TableBuild.Source source, String separator) {}

    /// One table as the operand names it.
    record Operand(String type, String name) {
        String spec() {
            return type + ":" + name;
        }

        /// As messages call it when it is open.
        Operand opened() {
            String shown = Tables.shown(type, name);
            return new Operand(type, shown.substring(type.length() + 1));
        }

        void warnOfEmptyKey(Messages messages) {
            messages.warning("table " + spec() + ": empty lookup key value is not allowed");
        }

        void warnOfEmptyValue(Messages messages, String key) {
            messages.warning("table " + spec() + ": key " + key + ": empty string result is not allowed");
            messages.warning("table " + spec() + " should return NO RESULT in case of NOT FOUND");
        }
    }

    /// An operand and its table.
    record Opened(Operand operand, Table table) {}

    /// Does what the switches ask for.
    ///
    /// @return the exit status
    static int run(Invocation call, Options options, Dialect dialect) throws IOException {
        var switches = TableSwitches.of(options);
        if (switches.json() && !switches.isAnswer()) throw new CommandException("option -j requires -q or -s");
        var work = of(call, options, switches);
        try {
            return work.run(options.operands(), dialect);
        } catch (TableException fault) {
            throw work.ended(new CommandException(fault.getMessage()));
        } catch (CommandException end) {
            throw work.ended(end);
        }
    }

    /// What the user is told of an ending is for the log, too.
    private CommandException ended(CommandException end) {
        if (!end.isUsage()) voice.ending(end);
        return end;
    }

    private int run(List<String> words, Dialect dialect) throws IOException {
        checkMessageKeys();
        var operands = operands(words);
        var build = new TableBuild(this, dialect.source());
        var answers = new TableAnswers(this, dialect.separator());
        boolean done = switch (switches.job()) {
            case Job.Create(), Job.Add() -> {
                for (var operand : operands) build.make(operand);
                yield true;
            }
            case Job.Delete(String key) -> build.delete(operands, key);
            case Job.Query(String key) ->
                key.equals("-") ? answers.queries(operands) : answers.query(operands, key);
            case Job.Sequence() -> {
                // Postfix's commands list the first table only
                if (!operands.isEmpty()) answers.sequence(operands.getFirst());
                yield !operands.isEmpty();
            }
        };
        return done ? ExitCodes.OK : ExitCodes.FATAL;
    }

    private static TableWork of(Invocation call, Options options, TableSwitches switches) {
        var settings = Setup.configuration(call, options.value('c')).settings();
        var messages = settings.get(TableParams.SMTPUTF8_ENABLE) ? call.messages() : call.messages().ascii();
        var voice = Voice.of(call, settings, Voice.Fallback.NOTHING);
        var log = new Log((severity, _, _, text) -> {
            messages.info(severity.word() + text);
            voice.log().write(severity, text);
        }, call.name(), 0);
        return new TableWork(call, switches, settings, Tables.strict(settings, log, World.real()), log, voice);
    }

    private void checkMessageKeys() {
        var keys = switches.keys();
        if (keys.isAny() && !switches.job().equals(new Job.Query("-")))
            throw new CommandException("specify -b -h or -m only with \"-q -\"");
        if (keys.mime() && !keys.isMessage()) call.messages().warning("ignoring -m option without -b or -h");
    }

    private List<Operand> operands(List<String> words) {
        if (words.isEmpty() && !(switches.job() instanceof Job.Sequence)) throw CommandException.usage("");
        var operands = new ArrayList<Operand>();
        for (String word : words) {
            int colon = word.indexOf(':');
            operands.add(colon < 0 ? new Operand(settings.get(TableParams.DEFAULT_DATABASE_TYPE), word)
                : new Operand(word.substring(0, colon), word.substring(colon + 1)));
        }
        return operands;
    }

    Opened open(Operand operand) {
        return new Opened(operand, tables.open(operand.spec(), switches.use()));
    }

    /// Whether text must be UTF-8.
    boolean isUtf8() {
        return switches.use().utf8() && settings.get(TableParams.SMTPUTF8_ENABLE);
    }
}
