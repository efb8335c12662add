package org.postrider.net;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import org.postrider.net.Interfaces.Protocols;
import org.postrider.text.Ip;
import org.postrider.text.Latin1;

/// The first words of a connection that comes through a proxy: who the client really is. HAProxy's protocol, versions
/// 1 and 2, with Postfix's choices: a client that the proxy doesn't name (`PROXY UNKNOWN`) is refused, as it would
/// get past every access rule.
public final class ProxyHeader {
    /// Longest header: that of two Unix-domain addresses with room for extensions.
    private static final int LONGEST = 536;
    private static final byte[] SIGNATURE = Latin1.bytes("\r\n\r\n\0\r\nQUIT\n");
    private static final byte[] WORD = Latin1.bytes("PROXY ");
    private static final int V2_HEADER = 16;
    private static final int COMMAND_LOCAL = 0x20;
    private static final int COMMAND_PROXY = 0x21;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;

    private ProxyHeader() {}

    /// What came of reading the header.
    public sealed interface Answer {
        /// The client's connection to the proxy.
        record Proxied(Wire.Ends ends) implements Answer {}

        /// The proxy speaks for itself, to see whether we are well: our own connection counts.
        record Local() implements Answer {}

        /// @param why in Postfix's words
        record Malformed(String why) implements Answer {}

        /// The wire ended, or [Pace] did, before the header was whole.
        record None(Ending ending) implements Answer {}
    }

    /// How far a header was understood.
    private sealed interface Parsed {
        record Whole(Answer answer, int length) implements Parsed {}

        /// More bytes are needed; `why` is what to say when none come.
        record Short(String why) implements Parsed {}

        record Wrong(String why) implements Parsed {}
    }

    /// Reads the header and not a byte more: what is behind it is for SMTP or TLS.
    public static Answer read(Wire wire, Protocols protocols) {
        while (true) {
            var parsed = parse(Arrays.copyOfRange(wire.buffer(), wire.position(), wire.limit()), protocols);
            switch (parsed) {
                case Parsed.Wrong(String why) -> {
                    return new Answer.Malformed(why);
                }
                case Parsed.Whole(Answer answer, int length) -> {
                    wire.consume(length);
                    return answer;
                }
                case Parsed.Short(String why) -> {
                    if (wire.buffered() >= LONGEST) return new Answer.Malformed(why);
                    if (!wire.fill()) return new Answer.None(wire.ending().orElseGet(Ending.Closed::new));
                }
            }
        }
    }

    private static Parsed parse(byte[] bytes, Protocols protocols) {
        if (startAlike(bytes, WORD)) return bytes.length < WORD.length
            ? new Parsed.Short("short protocol header") : version1(bytes, protocols);
        if (!startAlike(bytes, SIGNATURE)) return new Parsed.Wrong("unrecognized protocol header");
        return bytes.length < V2_HEADER ? new Parsed.Short("short protocol header") : version2(bytes, protocols);
    }

    private static boolean startAlike(byte[] bytes, byte[] wanted) {
        int length = Math.min(bytes.length, wanted.length);
        return Arrays.equals(bytes, 0, length, wanted, 0, length);
    }

    private static Parsed version1(byte[] bytes, Protocols protocols) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') end++;
        if (end == bytes.length) return new Parsed.Short("missing protocol header terminator");
        var words = Latin1.of(bytes, 0, end).replace('\r', ' ').strip().split(" +");
        boolean ipv6 = words.length > 1 && words[1].equalsIgnoreCase("TCP6");
        boolean known = ipv6 ? protocols.ipv6()
            : words.length > 1 && words[1].equalsIgnoreCase("TCP4") && protocols.ipv4();
        if (!known) return new Parsed.Wrong("bad or missing protocol type");
        var client = address(words, 2, ipv6);
        if (client.isEmpty()) return new Parsed.Wrong("bad or missing client address");
        var server = address(words, 3, ipv6);
        if (server.isEmpty()) return new Parsed.Wrong("bad or missing server address");
        int clientPort = port(words, 4), serverPort = port(words, 5);
        if (clientPort < 0) return new Parsed.Wrong("bad or missing client port");
        if (serverPort < 0) return new Parsed.Wrong("bad or missing server port");
        return new Parsed.Whole(new Answer.Proxied(new Wire.Ends(at(server.get(), serverPort),
            at(client.get(), clientPort))), end + 1);
    }

    private static Optional<Ip> address(String[] words, int index, boolean ipv6) {
        return index < words.length && words[index].contains(":") == ipv6 ? Ip.parse(words[index])
            .map(ip -> Ip.of(ip.bytes())) : Optional.empty();
    }

    private static int port(String[] words, int index) {
        if (index >= words.length || !words[index].matches("\\d{1,5}")) return -1;
        int port = Integer.parseInt(words[index]);
        return port < 1 << 16 ? port : -1;
    }

    private static Optional<InetSocketAddress> at(Ip address, int port) {
        return Optional.of(new InetSocketAddress(address.inet(), port));
    }

    private static Parsed version2(byte[] bytes, Protocols protocols) {
        int command = bytes[12] & 0xff, family = bytes[13] & 0xff, size = number(bytes, 14);
        if (command >> 4 != 2) return new Parsed.Wrong("unrecognized protocol version");
        int length = V2_HEADER + size;
        if (bytes.length < length) return new Parsed.Short("short version 2 protocol header");
        if (command == COMMAND_LOCAL) return new Parsed.Whole(new Answer.Local(), length);
        if (command != COMMAND_PROXY) return new Parsed.Wrong("bad command in proxy header");
        int octets = switch (family) {
            case TCP4 -> 4;
            case TCP6 -> 16;
            default -> 0;
        };
        if (octets == 0) return new Parsed.Wrong("unsupported network protocol");
        if (!(octets == 4 ? protocols.ipv4() : protocols.ipv6()))
            return new Parsed.Wrong("Postfix IPv" + (octets == 4 ? 4 : 6) + " support is disabled");
        if (size < 2 * octets + 4) return new Parsed.Wrong("short address field");
        int ports = V2_HEADER + 2 * octets;
        var client = Ip.of(Arrays.copyOfRange(bytes, V2_HEADER, V2_HEADER + octets));
        var server = Ip.of(Arrays.copyOfRange(bytes, V2_HEADER + octets, ports));
        return new Parsed.Whole(new Answer.Proxied(new Wire.Ends(at(server, number(bytes, ports + 2)),
            at(client, number(bytes, ports)))), length);
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
