package org.postrider.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is published says nothing of where it was made.
class TracesTest {
    /// Folders of the machines that this is written on. In pieces, so as not to find itself.
    private static final Pattern WORKPLACE =
        Pattern.compile("(?<![\\w.>}])(?:/wo" + "rk/|/tmp/w" + "t\\b|\\.\\./sha" + "red/)");
    private static final Pattern HOST = Pattern.compile("https?://([^/\\s<\"]+)");
    /// The hosts that the build's files may name. Whoever has a mirror says so in their own settings.
    private static final Set<String> HOSTS = Set.of(
        "maven.apache.org", "repo.maven.apache.org", "www.apache.org", "www.w3.org");

    @Test void noFileNamesAFolderOfTheWorkplace() {
        var traces = new TreeMap<String, String>();
        Map<String, String> files = files("");
        assertTrue(files.size() > 20);
        files.forEach((file, text) -> trace(text).forEach(found -> traces.put(file, found)));
        assertEquals(Map.of(), traces);
    }

    @Test void theBuildNamesNoOtherHostThanThePublicOnes() {
        for (String ending : new String[] {"pom.xml", ".properties"})
            files(ending).forEach((file, text) -> HOST.matcher(text).results()
                .forEach(host -> assertTrue(HOSTS.contains(host.group(1)), () -> file + ": " + host.group())));
    }

    @Test void aTraceIsFound() {
        assertFalse(trace("cd /wo" + "rk/main").isEmpty());
        assertFalse(trace("in ../sha" + "red/x").isEmpty());
        assertTrue(trace("/var/wo" + "rk/x and /tmp/wtf").isEmpty());
    }

    private static Set<String> trace(String text) {
        return WORKPLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Map<String, String> files(String ending) {
        Path root = Project.root();
        var files = new TreeMap<String, String>();
        for (Path file : Project.files(root, ending))
            files.put(root.relativize(file).toString(), Project.read(file));
        return files;
    }
}
