package org.postrider.os;

import java.lang.reflect.Proxy;
import java.util.Objects;

/// Signals to this process.
///
/// The JDK offers them in `sun.misc.Signal` alone, which every JDK has but javac warns of without a way to say that it
/// is meant; so it is called by name.
public final class Signals {
    private Signals() {}

    /// Runs the action whenever the signal comes, on a platform thread of its own, in place of what the signal did
    /// before.
    ///
    /// @param signal all but KILL, which nobody can catch
    public static void on(Processes.Signal signal, Runnable action) {
        try {
            var type = Class.forName("sun.misc.Signal");
            var handlerType = Class.forName("sun.misc.SignalHandler");
            var handler = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] { handlerType },
                (self, method, arguments) -> switch (method.getName()) {
                    case "handle" -> {
                        action.run();
                        yield 0;    // a void method: dropped
                    }
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> Objects.toIdentityString(self);
                });
            type.getMethod("handle", type, handlerType).invoke(type,
                type.getConstructor(String.class).newInstance(signal.name()), handler);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("this JVM cannot handle the signal " + signal
                + "; it must have the module jdk.unsupported and run without -Xrs", missing);
        }
    }
}
