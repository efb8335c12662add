package org.postrider.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postrider.config.Catalogue;
import org.postrider.config.Unhonoured;

/// What is said of each of Postfix's parameters is said once, and the page of them is up to date.
class ParameterReferenceTest {
    private static final String REMEDY = "run ./parameters and commit what it changes";

    private final ParameterReference reference = new ParameterReference();

    @Test void everyParameterIsDeclaredOrSaysWhyItHasNoEffect() {
        assertEquals(List.of(), reference.missing());
    }

    @Test void whatARoomDeclaresIsNoLongerCalledUnhonoured() {
        assertEquals(List.of(), reference.twice(), REMEDY);
    }

    @Test void everyUnhonouredNameExistsAndIsExplained() {
        for (var one : Unhonoured.load().all().values()) {
            assertTrue(Catalogue.get().find(one.name()).isPresent(), one.name());
            assertTrue(!one.doc().isBlank() && !one.reason().startsWith("@"), one.name());
        }
    }

    @Test void thePageIsWhatTheCodeSays() {
        var page = Project.root().resolve(ParameterReference.PAGE);
        String written = Files.exists(page) ? Project.read(page) : "";
        int now = ParameterReference.count(reference.page());
        assertTrue(ParameterReference.count(written) <= now, "fewer parameters have an effect than before: " + now);
        assertEquals(written, reference.page(), REMEDY);
    }
}
