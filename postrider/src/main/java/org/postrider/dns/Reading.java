package org.postrider.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postrider.dns.Resolver.Answer;
import org.postrider.dns.Resolver.DnsRecord;
import org.postrider.dns.Resolver.Type;
import org.postrider.text.Hostname;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/// Finds in a server's reply what it says about a name.
final class Reading {
    /// Nothing is believed for longer than this, in case somebody made a mistake: seconds.
    private static final long LONGEST = 3600, LONGEST_NOTHING = 900;

    sealed interface Result {
        record End(Answer answer) implements Result {}

        /// The name is another one's alias, about which the reply says nothing.
        record Alias(String target) implements Result {}
    }

    private final Message reply;
    private final String name;
    private final Type type;
    private final Consumer<String> warnings;

    Reading(Message reply, String name, Type type, Consumer<String> warnings) {
        this.reply = reply;
        this.name = name;
        this.type = type;
        this.warnings = warnings;
    }

    Result read() {
        if (reply.getRcode() == Rcode.NXDOMAIN) return new Result.End(new Answer.NoName(Texts.noName(name, type)));
        List<Record> answers = reply.getSection(Section.ANSWER);
        String owner = name;
        for (int aliases = 0; aliases <= answers.size(); aliases++) {
            var records = owned(answers, owner);
            if (records.isEmpty() && type != Type.CNAME) {
                String target = alias(answers, owner);
                if (target.isEmpty()) break;
                owner = target;
            } else if (records.isEmpty()) break;
            else return new Result.End(checked(records));
        }
        if (owner.equals(name)) return new Result.End(new Answer.NoData(Texts.noData(name, type)));
        return Hostname.isValid(owner) ? new Result.Alias(owner) : new Result.End(invalid(owner, "CNAME"));
    }

    private Answer invalid(String target, String kind) {
        warnings.accept("malformed domain name in resource data of " + kind + " record for " + name + ": " + target);
        return new Answer.Invalid(Texts.malformed(name, type));
    }

    private List<Record> owned(List<Record> answers, String owner) {
        return answers.stream()
            .filter(record -> record.getType() == Wire.code(type) && isNamed(record.getName(), owner)).toList();
    }

    private static String alias(List<Record> answers, String owner) {
        for (Record record : answers)
            if (record instanceof CNAMERecord alias && isNamed(record.getName(), owner))
                return Wire.text(alias.getTarget());
        return "";
    }

    private static boolean isNamed(Name name, String owner) {
        return Wire.text(name).equalsIgnoreCase(owner);
    }

    /// Leaves out what makes no sense. Numbers where names should be work with other servers, so they pass here.
    private Answer checked(List<Record> records) {
        var good = new ArrayList<DnsRecord>();
        Answer bad = new Answer.Invalid(Texts.malformed(name, type));
        for (Record record : records)
            Wire.record(record).filter(this::makesSense).ifPresent(good::add);
        return good.isEmpty() ? bad : new Answer.Found(List.copyOf(good), false);
    }

    private boolean makesSense(DnsRecord record) {
        return switch (record) {
            case DnsRecord.Mx(_, String target) -> target.isEmpty() || makesSense(target);
            case DnsRecord.Srv(_, _, _, String target) -> target.isEmpty() || makesSense(target);
            case DnsRecord.Name(String target) -> makesSense(target);
            case DnsRecord.Host _, DnsRecord.Txt _, DnsRecord.Tlsa _ -> true;
        };
    }

    private boolean makesSense(String target) {
        boolean number = Hostname.isAddress(target);
        if (!number && Hostname.isValid(target)) return true;
        warnings.accept((number ? "numeric" : "malformed") + " domain name in resource data of " + type
            + " record for " + name + ": " + target);
        return number;
    }

    /// How long the reply holds: until its first record expires, or as its SOA says when it has none (RFC 2308).
    long seconds() {
        long least = LONGEST;
        var answers = reply.getSection(Section.ANSWER);
        for (Record record : answers) least = Math.min(least, record.getTTL());
        if (!answers.isEmpty() && reply.getRcode() == Rcode.NOERROR) return least;
        for (Record record : reply.getSection(Section.AUTHORITY))
            if (record instanceof SOARecord soa)
                return Math.min(Math.min(least, LONGEST_NOTHING), Math.min(soa.getTTL(), soa.getMinimum()));
        return 0;
    }
}
