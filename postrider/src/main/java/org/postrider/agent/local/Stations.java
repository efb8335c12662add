package org.postrider.agent.local;

import org.postrider.address.Address;
import org.postrider.resolve.Rewriter;
import org.postrider.resolve.TrivialRewriter;

/// The stations that a recipient may come to; they know one another, as each may lead to any other.
final class Stations {
    private final Rules rules;
    private final LocalAgent.Parts parts;
    private final String service;
    private final Rewriter rewriter;
    private final Accounts accounts;
    private final Recipients recipients;
    private final Aliases aliases;
    private final Entries entries;
    private final Resolving resolving;
    private final ForwardFile forwardFile;
    private final IncludeFile includeFile;
    private final Mailboxes mailboxes;
    private final FileDelivery files;
    private final CommandDelivery commands;
    private final UnknownUser unknown;
    private final PassOn passOn;

    Stations(String service, Rules rules, LocalAgent.Parts parts) {
        this.service = service;
        this.rules = rules;
        this.parts = parts;
        rewriter = new TrivialRewriter(rules.settings());
        accounts = new Accounts(parts, rules);
        recipients = new Recipients(this);
        aliases = new Aliases(this);
        entries = new Entries(this);
        resolving = new Resolving(this);
        forwardFile = new ForwardFile(this);
        includeFile = new IncludeFile(this);
        mailboxes = new Mailboxes(this);
        files = new FileDelivery(this);
        commands = new CommandDelivery(this);
        unknown = new UnknownUser(this);
        passOn = new PassOn(this);
    }

    Rules rules() {
        return rules;
    }

    LocalAgent.Parts parts() {
        return parts;
    }

    /// The name of this service in master.cf: recipients that are routed to it are ours.
    String service() {
        return service;
    }

    Accounts accounts() {
        return accounts;
    }

    Recipients recipients() {
        return recipients;
    }

    Aliases aliases() {
        return aliases;
    }

    Entries entries() {
        return entries;
    }

    Resolving resolving() {
        return resolving;
    }

    ForwardFile forwardFile() {
        return forwardFile;
    }

    IncludeFile includeFile() {
        return includeFile;
    }

    Mailboxes mailboxes() {
        return mailboxes;
    }

    FileDelivery files() {
        return files;
    }

    CommandDelivery commands() {
        return commands;
    }

    UnknownUser unknown() {
        return unknown;
    }

    PassOn passOn() {
        return passOn;
    }

    /// In standard form: with the domain that local names have.
    Address complete(Address address) {
        return rewriter.rewrite(Rewriter.Context.LOCAL, address);
    }

    /// Sends the message on instead of delivering it here.
    void indirect(Job job, Target target) {
        var address = target.recipient().address();
        if (!job.isFirst("indirect " + address)) return;
        if (job.isProbe()) job.sent(target, "forwards to " + address);
        else job.forwarding().add(target);
    }
}
