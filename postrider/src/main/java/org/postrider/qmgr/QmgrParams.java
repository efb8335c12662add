package org.postrider.qmgr;

import static org.postrider.config.Bounds.atLeast;
import static org.postrider.config.Bounds.between;

import java.time.Duration;
import java.util.List;
import org.postrider.config.Param;
import org.postrider.config.ParamFamily;

/// Parameters of the queue manager.
public final class QmgrParams {
    private static final int FAR = Integer.MAX_VALUE;

    public static final Param<Integer> ACTIVE_LIMIT = Param.number("qmgr_message_active_limit", "20000",
        between(1, FAR), "", """
        The most messages in the active queue; others wait in the incoming or deferred queue.""");
    public static final Param<Integer> RECIPIENT_LIMIT = Param.number("qmgr_message_recipient_limit", "20000",
        between(1, FAR), "", """
        The most recipients of active messages, all messages together. A message that is larger by itself is still
        admitted, alone.""");
    public static final Param<Duration> MINIMAL_BACKOFF = Param.time("minimal_backoff_time", "300s", atLeast(1), "",
        """
        The shortest time between attempts to deliver a deferred message, and how long a destination that could not be
        reached is left alone.""");
    public static final Param<Duration> MAXIMAL_BACKOFF = Param.time("maximal_backoff_time", "4000s", atLeast(1), "",
        """
        The longest time between attempts to deliver a deferred message.""");
    public static final Param<Duration> QUEUE_RUN_DELAY = Param.time("queue_run_delay", "300s", atLeast(1), "", """
        How often the deferred queue is looked through for messages whose time has come.""");
    public static final Param<Duration> MAXIMAL_LIFETIME = Param.time("maximal_queue_lifetime", "5d",
        between(0, 8_640_000), "", """
        How long a message is tried before it is returned as undeliverable. 0: one attempt.""");
    public static final Param<Duration> BOUNCE_LIFETIME = Param.time("bounce_queue_lifetime", "5d",
        between(0, 8_640_000), "2.1", """
        Like maximal_queue_lifetime, for messages from the null sender.""");
    public static final Param<Duration> DELAY_WARNING = Param.time("delay_warning_time", "0h", atLeast(0), "", """
        After this time the sender is told that the message is delayed. 0: never.""");
    public static final Param<Duration> TRANSPORT_RETRY = Param.time("transport_retry_time", "60s", atLeast(1), "", """
        How long a delivery agent that is broken is left alone.""");
    public static final Param<String> DEFER_TRANSPORTS = Param.text("defer_transports", "", "", """
        Transports whose mail waits until a queue run is asked for by hand (`postqueue -f`).""");

    public static final Param<Integer> CONCURRENCY_LIMIT = Param.number("default_destination_concurrency_limit", "20",
        between(0, FAR), "", """
        The most deliveries at a time to one destination by one transport. 0: no limit but the transport's own.""");
    public static final Param<Integer> INITIAL_CONCURRENCY = Param.number("initial_destination_concurrency", "5",
        between(1, FAR), "", """
        Deliveries at a time to a destination of which nothing is known yet.""");
    public static final Param<Integer> DESTINATION_RECIPIENTS = Param.number("default_destination_recipient_limit",
        "50", between(0, FAR), "", """
        The most recipients per delivery. With 1, the concurrency limit counts per recipient instead of per domain.""");
    public static final Param<Integer> COHORT_LIMIT = Param.number(
        "default_destination_concurrency_failed_cohort_limit", "1", between(0, FAR), "2.5", """
        How many times in a row all deliveries at a time must fail before the destination is left alone. 0: never.""");
    public static final Param<String> POSITIVE_FEEDBACK = Param.text(
        "default_destination_concurrency_positive_feedback", "1", "2.5", """
        What a good delivery adds to the concurrency: a number, or number / concurrency, number / sqrt_concurrency.""");
    public static final Param<String> NEGATIVE_FEEDBACK = Param.text(
        "default_destination_concurrency_negative_feedback", "1", "2.5", """
        What a failure to reach the destination takes from the concurrency, in the same forms.""");
    public static final Param<Duration> RATE_DELAY = Param.time("default_destination_rate_delay", "0s",
        between(0, FAR), "2.5", """
        Pause between deliveries to one destination; more than 0 also means one delivery at a time.""");
    public static final Param<Duration> TRANSPORT_RATE = Param.time("default_transport_rate_delay", "0s",
        between(0, FAR), "3.1", """
        Pause between deliveries by one transport, whatever the destination.""");

    public static final Param<Integer> LOCAL_CONCURRENCY = Param.number("local_destination_concurrency_limit", "2",
        between(0, FAR), "", """
        The most local deliveries at a time to one recipient.""");
    public static final Param<String> DEFAULT_FILTER_NEXTHOP = Param.text("default_filter_nexthop", "", "2.7", """
        Next hop of a content filter that is named without one. Empty: the recipient's domain.""");
    public static final Param<Integer> LOCAL_RECIPIENTS = Param.number("local_destination_recipient_limit", "1",
        between(0, FAR), "", """
        Recipients per local delivery. More than 1 turns the concurrency limit into one per domain.""");

    public static final ParamFamily<Integer> CONCURRENCY_LIMITS =
        new ParamFamily<>("_destination_concurrency_limit", CONCURRENCY_LIMIT);
    public static final ParamFamily<Integer> INITIAL_CONCURRENCIES =
        new ParamFamily<>("_initial_destination_concurrency", INITIAL_CONCURRENCY);
    public static final ParamFamily<Integer> RECIPIENT_LIMITS =
        new ParamFamily<>("_destination_recipient_limit", DESTINATION_RECIPIENTS);
    public static final ParamFamily<Integer> COHORT_LIMITS =
        new ParamFamily<>("_destination_concurrency_failed_cohort_limit", COHORT_LIMIT);
    public static final ParamFamily<String> POSITIVE_FEEDBACKS =
        new ParamFamily<>("_destination_concurrency_positive_feedback", POSITIVE_FEEDBACK);
    public static final ParamFamily<String> NEGATIVE_FEEDBACKS =
        new ParamFamily<>("_destination_concurrency_negative_feedback", NEGATIVE_FEEDBACK);
    public static final ParamFamily<Duration> RATE_DELAYS = new ParamFamily<>("_destination_rate_delay", RATE_DELAY);
    public static final ParamFamily<Duration> TRANSPORT_RATES =
        new ParamFamily<>("_transport_rate_delay", TRANSPORT_RATE);

    public static final List<ParamFamily<?>> FAMILIES = List.of(CONCURRENCY_LIMITS, INITIAL_CONCURRENCIES,
        RECIPIENT_LIMITS, COHORT_LIMITS, POSITIVE_FEEDBACKS, NEGATIVE_FEEDBACKS, RATE_DELAYS, TRANSPORT_RATES);

    public static final List<Param<?>> ALL = List.of(ACTIVE_LIMIT, RECIPIENT_LIMIT, MINIMAL_BACKOFF, MAXIMAL_BACKOFF,
        QUEUE_RUN_DELAY, MAXIMAL_LIFETIME, BOUNCE_LIFETIME, DELAY_WARNING, TRANSPORT_RETRY, DEFER_TRANSPORTS,
        CONCURRENCY_LIMIT, INITIAL_CONCURRENCY, DESTINATION_RECIPIENTS, COHORT_LIMIT, POSITIVE_FEEDBACK,
        NEGATIVE_FEEDBACK, RATE_DELAY, TRANSPORT_RATE, LOCAL_CONCURRENCY, LOCAL_RECIPIENTS,
        DEFAULT_FILTER_NEXTHOP);

    private QmgrParams() {}
}
