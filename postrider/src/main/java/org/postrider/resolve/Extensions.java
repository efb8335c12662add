package org.postrider.resolve;

import static org.postrider.config.SiteParams.DOUBLE_BOUNCE_SENDER;
import static org.postrider.config.SiteParams.OWNER_REQUEST_SPECIAL;
import static org.postrider.config.SiteParams.RECIPIENT_DELIMITER;

import org.postrider.address.Extension;
import org.postrider.config.Settings;

/// How main.cf wants local parts divided.
public final class Extensions {
    private Extensions() {}

    public static Extension of(Settings settings) {
        return new Extension(settings.get(RECIPIENT_DELIMITER), settings.get(DOUBLE_BOUNCE_SENDER),
            settings.get(OWNER_REQUEST_SPECIAL));
    }
}
