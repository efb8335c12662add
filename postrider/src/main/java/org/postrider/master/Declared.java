package org.postrider.master;

import java.util.List;
import org.postrider.config.Param;

/// All parameters that the rooms declare.
final class Declared {
    private Declared() {}

    static List<Param<?>> all() {
        return DeclaredParams.ALL;
    }
}
