package org.postrider.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.postrider.log.Log;
import org.postrider.os.Errno;
import org.postrider.config.Words;
import org.postrider.text.Latin1;

/// One table about to be opened: what a [TableType] gets to work with.
///
/// @param type as written, for instance `hash`
/// @param name what follows the colon
record Opening(String type, String name, Use use, Tables tables) {
    String spec() {
        return type + ":" + name;
    }

    /// As messages about its entries call it.
    String shown() {
        return Tables.shown(type, name);
    }

    Log log() {
        return tables.log();
    }

    World world() {
        return tables.world();
    }

    /// The file `name` with this ending.
    Path file(String suffix) {
        return path(name + suffix);
    }

    static Path path(String name) {
        return Path.of(Latin1.toUnicode(name));
    }

    boolean hasInlineText() {
        return name.startsWith("{");
    }

    /// A whole file as text.
    ///
    /// @param what   the beginning of the message when it cannot be opened: `open database `
    /// @param folder the whole message when it is a folder
    String read(Path file, String what, String folder) {
        try {
            if (Files.isDirectory(file)) throw new TableException(folder);
            return Latin1.of(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new TableException(what + Latin1.fromUnicode(file.toString()) + ": " + Errno.text(failure));
        }
    }

    /// What stands between the braces of `type:{...}`, as words.
    ///
    /// @param form how it should look, for the message: `{type:name...}`
    List<String> members(String form) {
        var words = Braces.around(name) ? Words.braced(Braces.inside(name), Words.LIST)
            : List.<String>of();
        if (words.isEmpty()) throw badSyntax(form);
        return words;
    }

    TableException badSyntax(String form) {
        return new TableException("bad syntax: \"" + spec() + "\"; need \"" + type + ":" + form + "\"");
    }
}
