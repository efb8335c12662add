package org.postrider.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.postrider.dns.DnsjavaResolver.World;
import org.postrider.dns.Resolver.Answer;
import org.postrider.dns.Resolver.Type;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;

/// Puts a question to the servers until one of them knows, and follows aliases to where they lead.
final class Questions {
    /// Longer chains of aliases are loops.
    private static final int MOST_ALIASES = 10;
    /// Datagrams of this size pass everywhere without fragments (RFC 9715).
    private static final int DATAGRAM = 1232;

    private final World world;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger turn = new AtomicInteger();

    Questions(World world) {
        this.world = world;
    }

    Cached ask(String name, Type type) {
        String current = name;
        long seconds = Long.MAX_VALUE;
        boolean authentic = true;
        var warnings = new ArrayList<String>();
        for (int aliases = 0; aliases < MOST_ALIASES; aliases++) {
            var reply = reply(current, type);
            if (reply.isEmpty()) return new Cached(new Answer.Unavailable(Texts.tryAgain(current, type)), 0, warnings);
            var reading = new Reading(reply.get(), current, type, warnings::add);
            authentic &= world.dnssec() && reply.get().getHeader().getFlag(Flags.AD);
            seconds = Math.min(seconds, reading.seconds());
            switch (reading.read()) {
                case Reading.Result.End(Answer.Found(var records, _)) -> {
                    return new Cached(new Answer.Found(records, authentic), seconds, warnings);
                }
                case Reading.Result.End(Answer answer) -> {
                    return new Cached(answer, seconds, warnings);
                }
                case Reading.Result.Alias(String target) -> current = target;
            }
        }
        warnings.add("dns_lookup: Name server loop for " + name);
        return new Cached(new Answer.NoName("Name server loop for " + name), 0, warnings);
    }

    /// What the first server that has an opinion says; empty when none has.
    private Optional<Message> reply(String name, Type type) {
        var conf = world.servers().now();
        int first = conf.rotate() ? Math.floorMod(turn.getAndIncrement(), conf.servers().size()) : 0;
        for (int round = 0; round < conf.attempts(); round++)
            for (int i = 0; i < conf.servers().size(); i++) {
                var server = conf.servers().get((first + i) % conf.servers().size());
                var reply = reply(server, new Call(name, type, conf, round));
                if (reply.isPresent()) return reply;
            }
        return Optional.empty();
    }

    private record Call(String name, Type type, ResolvConf conf, int round) {}

    /// Old servers choke on EDNS (RFC 6891 section 7): they are asked again without.
    private Optional<Message> reply(InetSocketAddress server, Call call) {
        try {
            var reply = exchange(server, call, true);
            int code = reply.getRcode();
            if (code == Rcode.FORMERR || code == Rcode.NOTIMP) {
                reply = exchange(server, call, false);
                code = reply.getRcode();
            }
            return code == Rcode.NOERROR || code == Rcode.NXDOMAIN ? Optional.of(reply) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Message exchange(InetSocketAddress server, Call call, boolean edns) throws IOException {
        byte[] query = query(call, edns).toWire();
        var patience = call.conf.patience(call.round);
        boolean tcp = call.conf.tcp();
        var reply = new Message(world.exchange().ask(server, query, tcp, patience));
        return tcp || !reply.getHeader().getFlag(Flags.TC) ? reply
            : new Message(world.exchange().ask(server, query, true, patience));
    }

    private Message query(Call call, boolean edns) throws TextParseException {
        var question = Record.newRecord(Name.fromString(call.name, Name.root), Wire.code(call.type), DClass.IN);
        var message = new Message(random.nextInt(1 << Short.SIZE));
        message.getHeader().setFlag(Flags.RD);
        if (world.dnssec()) message.getHeader().setFlag(Flags.AD);
        message.addRecord(question, Section.QUESTION);
        if (edns) message.addRecord(new OPTRecord(DATAGRAM, 0, 0, world.dnssec() ? ExtendedFlags.DO : 0),
            Section.ADDITIONAL);
        return message;
    }
}
