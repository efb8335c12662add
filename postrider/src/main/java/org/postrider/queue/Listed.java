package org.postrider.queue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.status.Fate;

/// A message as queue listings show it (`public/showq`, `mailq`). Text is printable; addresses are in external form.
///
/// @param queue   name of the queue
/// @param arrival seconds since 1970
/// @param size    of the content, bytes
/// @param expired by the operator's wish
public record Listed(String queue, String id, long arrival, long size, boolean expired, String sender,
                     List<Listed.Receiver> receivers) {
    /// What is shown for the null sender, as by `empty_address_recipient`.
    private static final String NOBODY = "MAILER-DAEMON";

    /// @param original   as it was given; empty where Postfix has nothing to say
    /// @param kind       why there is a reason: `defer`, `bounce`, or empty
    /// @param reason     empty when there is none
    public record Receiver(String original, String address, String kind, String reason) {}

    /// @param counts attempts that are shown; those of earlier rounds are not while a message is being delivered
    public static Listed of(QueueEntry entry, QueuedMessage message, Predicate<Attempt> counts) {
        return new Listed(entry.queue().word(), entry.id().text(), entry.arrival().getEpochSecond(), entry.size(),
            entry.expired(), shown(message.envelope().sender()), receivers(message, counts));
    }

    /// Those with a reason come first, in the order in which the attempts were made: so Postfix reads its logs.
    private static List<Receiver> receivers(QueuedMessage message, Predicate<Attempt> counts) {
        var deferred = new ArrayList<Attempt>();
        var bounced = new ArrayList<Attempt>();
        var done = new BitSet();
        var told = told(message.envelope());
        for (var attempt : message.history())
            switch (attempt.fate()) {
                case Fate.Deferred _ -> {
                    if (counts.test(attempt)) deferred.add(attempt);
                }
                case Fate.Bounced _ -> {
                    done.set(attempt.recipient());
                    if (!told.contains(String.valueOf(attempt.recipient()))) bounced.add(attempt);
                }
                case Fate.Delivered _, Fate.Relayed _, Fate.PassedOn _, Fate.Expanded _ ->
                    done.set(attempt.recipient());
            }
        var listed = new ArrayList<Receiver>(message.recipients().size());
        add(listed, message, deferred, "defer");
        add(listed, message, bounced, "bounce");
        for (var attempt : deferred) done.set(attempt.recipient());
        for (var recipient : message.recipients())
            if (!done.get(recipient.index())) listed.add(waiting(recipient));
        return List.copyOf(listed);
    }

    private static void add(List<Receiver> listed, QueuedMessage message, List<Attempt> attempts, String kind) {
        if (attempts.size() > 1) attempts.sort(Comparator.comparing(Attempt::when));
        for (var attempt : attempts) {
            var recipient = message.recipients().get(attempt.recipient());
            String address = shown(recipient.address());
            String original = recipient.original().isNull() ? "" : shown(recipient.original());
            listed.add(new Receiver(original.equalsIgnoreCase(address) ? "" : original, address, kind,
                printable(attempt.fate().why().text().stripTrailing())));
        }
    }

    private static Receiver waiting(Recipient recipient) {
        String address = shown(recipient.address());
        return new Receiver(recipient.original().isNull() ? address : shown(recipient.original()), address, "", "");
    }

    /// Recipients, by index, whose sender knows already.
    private static Set<String> told(Envelope envelope) {
        String list = envelope.attribute(Envelope.TOLD);
        return list.isEmpty() ? Set.of() : new HashSet<>(List.of(list.split(",")));
    }

    /// As listings show an address.
    public static String shown(Address address) {
        return address.isNull() ? NOBODY : printable(Quoting.header(address));
    }

    private static String printable(String text) {
        for (int i = 0; i < text.length(); i++)
            if (isControl(text.charAt(i))) return replaced(text);
        return text;
    }

    private static String replaced(String text) {
        var out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++)
            if (isControl(out.charAt(i))) out.setCharAt(i, '?');
        return out.toString();
    }

    private static boolean isControl(char c) {
        return c < ' ' || c == 0x7f;
    }
}
