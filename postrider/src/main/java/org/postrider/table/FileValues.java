package org.postrider.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import org.postrider.os.Errno;
import org.postrider.config.Words;
import org.postrider.text.Latin1;

/// Values that are names of files: the table then holds their content, in base64.
public final class FileValues {
    private FileValues() {}

    /// The value itself, or the content of the files that it names when the table is used so.
    ///
    /// @throws TableException naming the file
    static String of(Opening opening, String value) {
        return opening.use().files() ? encoded(value) : value;
    }

    /// @param names of files, between commas and white space; there is a line end between their contents
    public static String encoded(String names) {
        var files = Words.list(names);
        if (files.isEmpty()) throw new TableException("empty pathname list: >>" + names + "<<'");
        return Latin1.of(Base64.getEncoder().encode(read(files)));
    }

    private static byte[] read(List<String> files) {
        var content = new ByteArrayOutputStream();
        for (String file : files) {
            if (content.size() > 0) content.write('\n');
            if (Files.isDirectory(Opening.path(file))) throw new TableException("read " + file + ": Is a directory");
            try {
                content.writeBytes(Files.readAllBytes(Opening.path(file)));
            } catch (IOException failure) {
                throw new TableException("open " + file + ": " + Errno.text(failure));
            }
        }
        return content.toByteArray();
    }
}
