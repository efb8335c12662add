package org.postrider.testing;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.postrider.dns.Resolver;

/// Knows what a test tells it; every other name does not exist. Texts are as the real resolver's.
public final class FakeDns implements Resolver {
    private final Map<String, List<DnsRecord>> records = new HashMap<>();
    private final Map<String, String> trouble = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public FakeDns host(String name, String... addresses) {
        for (String address : addresses) {
            var ip = InetAddress.ofLiteral(address);
            add(name, ip.getAddress().length == 4 ? Type.A : Type.AAAA, new DnsRecord.Host(name, ip));
        }
        return this;
    }

    /// @param target empty: the domain takes no mail
    public FakeDns mx(String name, int preference, String target) {
        return add(name, Type.MX, new DnsRecord.Mx(preference, target));
    }

    public FakeDns ptr(String address, String target) {
        return add(address, Type.PTR, new DnsRecord.Name(target));
    }

    public FakeDns ns(String name, String target) {
        return add(name, Type.NS, new DnsRecord.Name(target));
    }

    public FakeDns txt(String name, String text) {
        return add(name, Type.TXT, new DnsRecord.Txt(text));
    }

    public FakeDns add(String name, Type type, DnsRecord record) {
        records.computeIfAbsent(key(name, type), _ -> new ArrayList<>()).add(record);
        return this;
    }

    /// No server answers for this name.
    public FakeDns fails(String name) {
        trouble.put(name, "Host not found, try again");
        return this;
    }

    /// The questions so far: `MX example.com`.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override public Answer query(String name, Type type) {
        asked.add(type + " " + name);
        if (trouble.containsKey(name)) return new Answer.Unavailable(text(name, type) + trouble.get(name));
        var found = records.get(key(name, type));
        if (found != null) return new Answer.Found(List.copyOf(found), false);
        boolean exists = records.keySet().stream().anyMatch(key -> key.endsWith(" " + name));
        return exists ? new Answer.NoData(text(name, type) + "Host found but no data record of requested type")
            : new Answer.NoName(text(name, type) + "Host not found");
    }

    private static String text(String name, Type type) {
        return "Host or domain name not found. Name service error for name=" + name + " type=" + type + ": ";
    }

    private static String key(String name, Type type) {
        return type + " " + name;
    }
}
