package org.postrider.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.postrider.command.Main;

/// The folders of the project under test.
final class Project {
    /// What the build and the tools leave behind.
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "dist-out", ".idea", ".vscode");

    private Project() {}

    /// The folder with ROOMS.md, upwards from where the tests run.
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ROOMS.md"))) {
            folder = folder.getParent();
            if (folder == null) throw new IllegalStateException("no ROOMS.md in or above the working directory");
        }
        return folder;
    }

    /// The folder of production classes.
    static Path classes() {
        try {
            return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /// All files below a folder whose name ends so; those that the build makes are left out.
    static List<Path> files(Path folder, String ending) {
        if (!Files.exists(folder)) return List.of();
        try (var tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).filter(file -> file.toString().endsWith(ending))
                .filter(file -> isOurs(folder.relativize(file))).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path file) {
        for (Path part : file) if (NOT_OURS.contains(part.toString())) return false;
        return true;
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
