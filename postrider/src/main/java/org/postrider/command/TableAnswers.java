package org.postrider.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postrider.command.TableWork.Opened;
import org.postrider.command.TableWork.Operand;
import org.postrider.table.Listed;
import org.postrider.table.Table;
import org.postrider.text.Latin1;

/// Asks tables and prints what they answer.
///
/// @param separator what stands between key and value
record TableAnswers(TableWork work, String separator) {
    /// The first table with the key decides.
    ///
    /// @return false when none has it
    boolean query(List<Operand> operands, String key) throws IOException {
        for (var operand : operands) {
            var value = ask(work.open(operand), key);
            if (value.isEmpty()) continue;
            if (value.get().isEmpty()) operand.warnOfEmptyValue(work.call().messages(), key);
            if (work.switches().json()) pair(key, value.get());
            else print(value.get());
            return true;
        }
        return false;
    }

    /// Asks for each line of the input, or for each key that a message there makes.
    ///
    /// @return false when none was found
    boolean queries(List<Operand> operands) throws IOException {
        var run = new Run(this, operands);
        try {
            var input = work.call().in();
            var keys = work.switches().keys();
            if (keys.isMessage()) MessageKeys.read(input, keys, work.settings(), run::ask);
            else InputLines.read(input, run::ask);
        } catch (UncheckedIOException closed) {
            throw closed.getCause();
        }
        return run.found;
    }

    /// A run through many keys. Tables are opened when first asked.
    private static final class Run {
        private final TableAnswers answers;
        private final List<Operand> operands;
        private final List<Opened> opened = new ArrayList<>();
        private boolean found;

        Run(TableAnswers answers, List<Operand> operands) {
            this.answers = answers;
            this.operands = operands;
        }

        void ask(String key) {
            for (int i = 0; i < operands.size(); i++) {
                if (i == opened.size()) opened.add(answers.work.open(operands.get(i)));
                var value = TableAnswers.ask(opened.get(i), key);
                if (value.isEmpty()) continue;
                if (value.get().isEmpty()) answers.warnOfEmptyValue(operands.get(i).opened(), key);
                answers.pairUnchecked(key, value.get());
                found = true;
                return;
            }
        }
    }

    private void pairUnchecked(String key, String value) {
        try {
            pair(key, value);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private void warnOfEmptyValue(Operand operand, String key) {
        operand.warnOfEmptyValue(work.call().messages(), key);
    }

    private static Optional<String> ask(Opened table, String key) {
        return switch (table.table().lookup(key)) {
            case Table.Answer.Absent() -> Optional.empty();
            case Table.Answer.Found(String value) -> Optional.of(value);
            case Table.Answer.Unavailable(String why) ->
                throw new CommandException("table " + table.operand().opened().spec() + ": query error"
                    + (isSystemText(why) ? ": " + why : ""));
        };
    }

    /// The table has already said what it had to say in its own words; the system's words begin with a capital.
    private static boolean isSystemText(String why) {
        return !why.isEmpty() && Character.isUpperCase(why.charAt(0));
    }

    /// Prints all entries.
    void sequence(Operand operand) throws IOException {
        var table = work.open(operand).table();
        var listed = Listed.of(table);
        if (listed.isEmpty())
            throw new CommandException("table " + operand.spec() + ": sequence operation is not supported");
        try {
            listed.get().list((key, value) -> entry(operand, key, value));
        } catch (UncheckedIOException closed) {
            throw closed.getCause();
        }
    }

    private void entry(Operand operand, String key, String value) {
        var messages = work.call().messages();
        if (key.isEmpty()) operand.warnOfEmptyKey(messages);
        else if (value.isEmpty()) operand.warnOfEmptyValue(messages, key);
        pairUnchecked(key, value);
    }

    private void pair(String key, String value) throws IOException {
        print(work.switches().json() ? "{\"" + Json.quoted(key) + "\": \"" + Json.quoted(value) + "\"}"
            : key + separator + value);
    }

    private void print(String line) throws IOException {
        work.call().out().write(Latin1.bytes(line + "\n"));
    }
}
