package org.postrider.bounce;

import static org.postrider.config.Bounds.between;

import java.util.List;
import org.postrider.config.Param;

/// Parameters of notices to senders and to the postmaster.
public final class BounceParams {
    private static final int FAR = Integer.MAX_VALUE;

    public static final Param<Integer> SIZE_LIMIT = Param.number("bounce_size_limit", "50000", between(1, FAR), "", """
        Bytes of a message up to which all of it is sent back; of a larger one only the header is.""");
    public static final Param<String> NOTIFY_CLASSES = Param.text("notify_classes", "resource, software", "", """
        What the postmaster is told of: bounce, 2bounce, data, delay, policy, protocol, resource, software.""");
    public static final Param<String> BOUNCE_RECIPIENT = Param.required("bounce_notice_recipient", "postmaster", "",
        """
        Who gets copies of returned mail (class bounce).""");
    public static final Param<String> DOUBLE_BOUNCE_RECIPIENT = Param.required("2bounce_notice_recipient",
        "postmaster", "", """
        Who gets mail that can neither be delivered nor returned (class 2bounce).""");
    public static final Param<String> DELAY_RECIPIENT = Param.required("delay_notice_recipient", "postmaster", "", """
        Who gets copies of delay warnings (class delay).""");
    public static final Param<String> TEMPLATE_FILE = Param.text("bounce_template_file", "", "2.3", """
        File with texts that replace the built-in ones, see bounce(5).""");
    public static final Param<Boolean> THREADED = Param.yesNo("enable_threaded_bounces", "no", "3.6", """
        Makes notices answers to the message they are about (References: and In-Reply-To:).""");

    public static final List<Param<?>> ALL = List.of(SIZE_LIMIT, NOTIFY_CLASSES, BOUNCE_RECIPIENT,
        DOUBLE_BOUNCE_RECIPIENT, DELAY_RECIPIENT, TEMPLATE_FILE, THREADED);

    private BounceParams() {}
}
