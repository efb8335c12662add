package org.postrider.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private final Restarts restarts = new Restarts();

    @Test void whatWorkedForAWhileComesBackAtOnce() {
        for (int i = 0; i < 10; i++) assertEquals(Duration.ZERO, restarts.after(true, Restarts.QUICK));
    }

    @Test void someQuickDeathsCostNothingManyCostABreath() {
        for (int i = 0; i < Restarts.FREE; i++)
            assertEquals(Duration.ZERO, restarts.after(true, Duration.ofSeconds(1)));
        assertEquals(Restarts.BREATH, restarts.after(true, Duration.ofSeconds(1)));
        assertEquals(Duration.ZERO, restarts.after(true, Restarts.QUICK));
        assertEquals(Duration.ZERO, restarts.after(true, Duration.ofSeconds(1)));
    }

    @Test void whatCannotStartIsThrottled() {
        assertEquals(Restarts.THROTTLE, restarts.after(false, Duration.ofHours(1)));
    }
}
