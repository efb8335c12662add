package org.postrider.qmgr;

import static org.postrider.config.SiteParams.DOUBLE_BOUNCE_SENDER;
import static org.postrider.config.SiteParams.MYORIGIN;

import java.util.List;
import org.postrider.config.Settings;
import org.postrider.queue.Recipient;
import org.postrider.text.Latin1;

/// The address that our own notices to the postmaster come from. What is sent to it is a bounce of such a notice.
record DoubleBounce(String folded) {
    static DoubleBounce of(Settings settings) {
        String sender = settings.get(DOUBLE_BOUNCE_SENDER);
        return new DoubleBounce(Latin1.lower(sender.indexOf('@') >= 0 ? sender
            : sender + "@" + settings.get(MYORIGIN)));
    }

    /// All but mail to that address; usually the same list.
    List<Recipient> keep(List<Recipient> recipients) {
        for (var recipient : recipients)
            if (isIt(recipient)) return recipients.stream().filter(other -> !isIt(other)).toList();
        return recipients;
    }

    private boolean isIt(Recipient recipient) {
        return Latin1.same(recipient.address().text(), folded);
    }
}
