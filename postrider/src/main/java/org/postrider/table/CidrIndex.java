package org.postrider.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.text.Cidr;
import org.postrider.text.Ip;

/// Many networks with their answers, of which the first in the table counts: an address is looked for once per length
/// of prefix that there is, not once per network.
final class CidrIndex implements Rules.Choice<Ip> {
    private record Entry(int order, Optional<String> result) {}

    /// All networks of one family and length.
    ///
    /// @param first the lowest order among them
    private record Length(boolean v6, int prefix, int first, Map<Ip, Entry> networks) {}

    private static final Entry NONE = new Entry(Integer.MAX_VALUE, Optional.empty());

    private final List<Length> lengths;

    private CidrIndex(List<Length> lengths) {
        this.lengths = lengths;
    }

    @Override public Optional<String> answer(Ip ip) {
        var best = NONE;
        for (var length : lengths) {
            if (length.first > best.order) break;
            if (length.v6 != ip.v6()) continue;
            var entry = length.networks.getOrDefault(NetworkPattern.masked(ip, length.prefix), NONE);
            if (entry.order < best.order) best = entry;
        }
        return best.result;
    }

    /// Takes networks in the order of the table.
    static final class Builder {
        private final Map<Integer, Length> lengths = new HashMap<>();
        private int count;

        boolean isEmpty() {
            return count == 0;
        }

        /// A network that is there already keeps its first answer.
        void add(Cidr cidr, String result) {
            boolean v6 = cidr.network().v6();
            var length = lengths.computeIfAbsent(v6 ? ~cidr.prefix() : cidr.prefix(),
                _ -> new Length(v6, cidr.prefix(), count, new HashMap<>()));
            length.networks.putIfAbsent(cidr.network(), new Entry(count++, Optional.of(result)));
        }

        CidrIndex build() {
            var all = new ArrayList<>(lengths.values());
            all.sort(Comparator.comparingInt(Length::first));
            return new CidrIndex(List.copyOf(all));
        }
    }
}
