package org.postrider.agent.smtp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.postrider.dns.Resolver.DnsRecord;

/// The order of SRV records (RFC 2782): by priority, and among equals by lot, in which weight counts.
final class Services {
    private Services() {}

    static List<DnsRecord.Srv> order(List<DnsRecord> records) {
        var left = new ArrayList<DnsRecord.Srv>();
        for (var record : records) if (record instanceof DnsRecord.Srv srv) left.add(srv);
        // records without weight come first, so that they have a chance, if a small one
        left.sort(Comparator.comparingInt(DnsRecord.Srv::priority).thenComparingInt(DnsRecord.Srv::weight));
        var order = new ArrayList<DnsRecord.Srv>(left.size());
        while (!left.isEmpty()) order.add(left.remove(drawn(left)));
        return order;
    }

    /// The place of one of those with the best priority.
    private static int drawn(List<DnsRecord.Srv> sorted) {
        int best = sorted.getFirst().priority(), total = 0, equals = 0;
        while (equals < sorted.size() && sorted.get(equals).priority() == best) total += sorted.get(equals++).weight();
        int lot = ThreadLocalRandom.current().nextInt(total + 1), at = 0;
        for (int sum = sorted.getFirst().weight(); sum < lot; sum += sorted.get(++at).weight()) continue;
        return at;
    }
}
