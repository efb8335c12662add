package org.postrider.cleanup;

import org.postrider.address.Address;
import org.postrider.resolve.Rewriter;
import org.postrider.resolve.Rewriter.Context;
import org.postrider.text.Latin1;

/// What becomes of addresses on their way into the queue. Safe for any thread.
final class Addresses {
    private static final Address MAILER_DAEMON = new Address("MAILER-DAEMON");

    private final Rewriter rewriter;
    private final Address mailerDaemon;
    private final Address emptyRecipient;

    Addresses(Rewriter rewriter, Address emptyRecipient) {
        this.rewriter = rewriter;
        this.emptyRecipient = emptyRecipient;
        mailerDaemon = rewriter.rewrite(Context.LOCAL, MAILER_DAEMON);
    }

    /// An envelope sender. Our own MAILER-DAEMON is the null address: nothing shall be returned to it.
    Address sender(Address given) {
        var address = rewriter.rewrite(Context.LOCAL, given);
        return Latin1.same(address.text(), mailerDaemon.text()) ? Address.NULL : address;
    }

    /// An envelope recipient, before aliases.
    Address recipient(Address given) {
        return rewriter.rewrite(Context.LOCAL, given.isNull() ? emptyRecipient : given);
    }

    /// An address in a header.
    ///
    /// @param senders whether the header is about senders
    Address header(Context context, boolean senders, Address given) {
        return rewriter.rewrite(context, given);
    }

    /// True when nothing happens to a complete plain address in such a header.
    boolean isPlainEnough(boolean senders) {
        return true;
    }
}
