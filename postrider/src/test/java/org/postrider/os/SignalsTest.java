package org.postrider.os;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postrider.os.Processes.Signal;

class SignalsTest {
    @ParameterizedTest @EnumSource(names = {"HUP", "USR1"})
    void anActionRunsWheneverTheSignalComes(Signal signal) throws Exception {
        var came = new Semaphore(0);
        Signals.on(signal, came::release);
        for (int i = 0; i < 2; i++) {
            Processes.signal(ProcessHandle.current().pid(), signal);
            assertTrue(came.tryAcquire(20, TimeUnit.SECONDS));
        }
    }

    @Test void aSignalThatNobodyCanCatchIsRefused() {
        assertThrows(IllegalStateException.class, () -> Signals.on(Signal.KILL, () -> {}));
    }

    @Test void freeRoomIsToldWhereThereIsADisk() {
        assertTrue(Disk.free(Path.of("/tmp")).orElseThrow() > 0);
        assertTrue(Disk.free(Path.of("/no/such/folder")).isEmpty());
    }
}
