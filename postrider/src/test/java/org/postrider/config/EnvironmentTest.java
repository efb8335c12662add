package org.postrider.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test void onlyWhatIsListedIsKept() {
        assertEquals(Map.of("TZ", "UTC", "LANG", "C", "A", "b c"),
            Environment.kept("TZ DISPLAY, LANG=C { A = b c }", Map.of("TZ", "UTC", "LANG", "de", "HOME", "/root")));
    }

    @Test void aMalformedItemIsAnError() {
        assertThrows(ConfigException.class, () -> Environment.kept("{ A }", Map.of()));
        assertThrows(ConfigException.class, () -> Environment.kept("=x", Map.of()));
    }
}
