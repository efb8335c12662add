package org.postrider.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class QueueIdFormTest {
    private static final long MOMENT = 1_770_091_506_789_012L;

    @Test void theShortFormHasMicrosecondsAndNumber() {
        assertEquals("C0A1410000", QueueIdForm.SHORT.spell(0x10000, MOMENT).text());
        assertEquals("0000FABC", QueueIdForm.SHORT.spell(0xABC, 15).text());
    }

    @Test void theLongFormHasSecondsMicrosecondsAndNumber() {
        String text = QueueIdForm.LONG.spell(51 * 51 + 3, MOMENT).text();
        assertEquals(10, text.indexOf('z'));
        assertEquals("z103", text.substring(10));
        assertEquals("0000000000z0", QueueIdForm.LONG.spell(0, 0).text());
        assertEquals("0000010001z1", QueueIdForm.LONG.spell(1, 1_000_001).text());
    }

    @Test void theNumberComesBackFromEitherForm() {
        for (var form : QueueIdForm.values())
            for (long number : new long[] {1, 50, 51, 65_536, 1L << 40, Long.MAX_VALUE / 100})
                assertEquals(number, QueueIdForm.number(form.spell(number, MOMENT)));
    }

    @Test void whatIsNoIdHasNoNumber() {
        for (String text : new String[] {"", "ABCDE", "ABCDEx", "ABCDEA ", "0000000000zA", "0000000000z", "abcdef"})
            assertEquals(QueueIdForm.NO_NUMBER, QueueIdForm.number(new QueueId(text)), text);
    }

    @Test void idsAreLettersDigitsAndUnderscores() {
        assertTrue(QueueId.of("4XyZ_9").isPresent());
        for (String text : new String[] {"", "a/b", "a b", "..", "\u00e4", "x".repeat(256)})
            assertTrue(QueueId.of(text).isEmpty(), text);
    }
}
