package org.postrider.master;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.postrider.net.Listener;
import org.postrider.net.Pace;
import org.postrider.net.Wire;
import org.postrider.text.Latin1;

/// Takes Postfix's triggers (postkick(1)): a connection that brings a few letters, each of which asks for something.
/// It is closed when they are here.
record TriggerDoor(Predicate<Wire> allowed, Consumer<String> letters) implements Listener.Handler {
    /// Who connects has something to say.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// More letters than there are have no meaning.
    private static final int MOST = 100;

    @Override public void serve(Wire wire) {
        wire.pace(Pace.each(PATIENCE));
        if (!allowed.test(wire) || !wire.fill()) return;
        int length = Math.min(wire.buffered(), MOST);
        String given = Latin1.of(wire.buffer(), wire.position(), length);
        // Nobody is kept waiting for what may take long.
        wire.close();
        letters.accept(given);
    }
}
