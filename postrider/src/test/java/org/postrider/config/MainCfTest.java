package org.postrider.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainCfTest {
    private static MainCf parse(String text) {
        return MainCf.parse("/etc/main.cf", text, Map.of());
    }

    @Test void aValueGoesOnPastCommentsAndBlankLines() {
        var file = parse("# c\na = 1,\n# x\n  2\n\n   # y\n\t3\nb=\n");
        assertEquals(Optional.of("1,  2\t3"), file.value("a"));
        assertEquals(Optional.of(""), file.value("b"));
        assertEquals(2, file.settings().get("a").line());
        assertEquals(8, file.settings().get("b").line());
    }

    @Test void theLaterSettingWinsWithAWarning() {
        var file = parse("a = 1\nb = 2\na = 3\nb = 2\n");
        assertEquals(Optional.of("3"), file.value("a"));
        assertEquals(List.of("/etc/main.cf, line 3: overriding earlier entry: a=1"), file.warnings());
    }

    @Test void aLineThatContinuesNothingIsLeftOut() {
        var file = parse("  starts with space = x, and it is a long one\n more\na = b");
        assertEquals(Map.of("a", "b"), file.values());
        assertEquals(List.of("/etc/main.cf: logical line must not start with whitespace: "
            + "\"  starts with space = x, and i...\""), file.warnings());
    }

    @Test void whatFollowsANullByteIsNotRead() {
        var file = parse("a = b\0c\n d\n");
        assertEquals(Optional.of("b"), file.value("a"));
        assertEquals(List.of("/etc/main.cf, line 1-2: text after null byte may be ignored"), file.warnings());
    }

    @ParameterizedTest @CsvSource({
        "no equals, missing '=' after attribute name",
        "a b = c, missing '=' after attribute name",
        "= c, missing attribute name"})
    void aLineThatIsNoSettingNamesFileAndLine(String line, String problem) {
        var error = assertThrows(ConfigException.class, () -> parse("\n" + line + "\n"));
        assertEquals("/etc/main.cf, line 2: " + problem + ": \"" + line + "\"", error.getMessage());
    }

    @Test void bytesPassThrough() {
        assertEquals(Optional.of("\u00c3\u00a4"), parse("a = \u00c3\u00a4").value("a"));
    }

    @Test void aMissingFileIsNamed() {
        var error = assertThrows(ConfigException.class, () -> MainCf.read("/nonexistent/main.cf", Map.of()));
        assertEquals("open /nonexistent/main.cf: No such file or directory", error.getMessage());
    }
}
