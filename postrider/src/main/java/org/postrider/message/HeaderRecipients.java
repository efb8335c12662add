package org.postrider.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postrider.address.Address;
import org.postrider.address.AddressList;
import org.postrider.text.Latin1;

/// The recipients that a message's own header names (`sendmail -t`): those of the Resent- headers when it has any, for
/// then the others have it already. Used by one thread for one message.
public final class HeaderRecipients {
    private static final Set<HeaderName> NAMING = Set.of(HeaderName.TO, HeaderName.CC, HeaderName.BCC,
        HeaderName.RESENT_TO, HeaderName.RESENT_CC, HeaderName.RESENT_BCC);

    private final List<Address> first = new ArrayList<>();
    private final List<Address> resent = new ArrayList<>();
    private final MimeWalk walk;
    private boolean isResent;
    private boolean over;

    public HeaderRecipients(MimeWalk.Limits limits) {
        walk = new MimeWalk(limits, false, Set.of(), new Sink());
    }

    public void take(byte[] bytes, int length) {
        if (!over) walk.feed(bytes, 0, length);
    }

    /// Those that the header names, in order.
    public List<Address> finish() {
        if (!over) walk.finish();
        return isResent ? resent : first;
    }

    private final class Sink implements MimeWalk.Sink {
        @Override public void header(MimeWalk.Section section, HeaderName name, byte[] bytes, int length) {
            if (!NAMING.contains(name)) return;
            isResent |= name.isResent();
            int start = name.label().length() + 1;
            (name.isResent() ? resent : first)
                .addAll(AddressList.parse(Latin1.of(bytes, start, length - start)).addresses());
        }

        @Override public void headEnd() {
            over = true;
        }

        @Override public void body(byte[] bytes, int offset, int length, long at) {
            // Recipients are in the header alone.
        }

        @Override public void trouble(MimeTrouble trouble, byte[] bytes, int offset, int length) {
            // None is asked for.
        }
    }
}
