package org.postrider.smtpd.access;

import static org.postrider.config.SiteParams.COMPATIBILITY_LEVEL;
import static org.postrider.smtpd.access.AccessParams.POLICY_DEFAULT_ACTION;
import static org.postrider.table.TableParams.SMTPUTF8_ENABLE;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.postrider.address.Address;
import org.postrider.smtpd.access.Action.Hit;
import org.postrider.table.Fold;
import org.postrider.text.Xtext;

/// `check_policy_service`: asks a server and does what it says, as if an access table had said so.
final class PolicyCheck implements Check {
    private final Site site;
    private final Actions actions;
    private final PolicyService service;
    private final PolicyClient client;
    private final boolean utf8, sasl;
    private final String stress, level, version;

    PolicyCheck(Site site, Actions actions, PolicyService service) {
        this.site = site;
        this.actions = actions;
        this.service = service;
        client = new PolicyClient(service, site.parts());
        var settings = site.settings();
        utf8 = settings.get(SMTPUTF8_ENABLE);
        sasl = Site.isOn(settings, "$smtpd_sasl_auth_enable");
        stress = settings.expand("$stress");
        level = settings.get(COMPATIBILITY_LEVEL);
        version = settings.expand("$mail_version");
    }

    @Override public Outcome run(Trial trial, Subject subject) {
        var hit = new Hit(service.spec(), "policy query", subject);
        var action = client.ask(trial.facts().log(), request(trial)).filter(text -> isSound(trial, text));
        if (action.isPresent()) return actions.of(action.get()).run(trial, hit);
        // a default action that leads here again and fails again gets the common one
        Optional<Outcome> outcome = trial.nestedFallback(() -> actions.of(service.defaultAction()).run(trial, hit));
        return outcome.orElseGet(() -> actions.of(POLICY_DEFAULT_ACTION.fallback()).run(trial, hit));
    }

    private boolean isSound(Trial trial, String action) {
        boolean sound = !utf8 || Fold.isUtf8(action);
        if (!sound) trial.warn("malformed UTF-8 in policy server " + service.spec() + " response: \"" + action + "\"");
        return sound;
    }

    private SequencedMap<String, String> request(Trial trial) {
        var all = new LinkedHashMap<String, String>();
        var facts = trial.facts();
        all.put("request", "smtpd_access_policy");
        all.put("protocol_state", trial.stage() == Stage.DATA ? "DATA" : facts.session().command());
        all.put("protocol_name", facts.session().protocol());
        putClient(all, facts);
        putMail(all, trial.stage(), facts.transaction());
        all.put("stress", stress);
        if (sasl) putSasl(all, facts.session().sasl());
        putTls(all, facts.session().tls());
        all.put("policy_context", service.context());
        all.put("compatibility_level", level);
        all.put("mail_version", version);
        return all;
    }

    private static void putClient(SequencedMap<String, String> all, Facts facts) {
        var client = facts.client();
        all.put("client_address", client.address());
        all.put("client_name", client.name());
        all.put("client_port", client.port());
        all.put("reverse_client_name", client.reverseName());
        all.put("server_address", facts.server().address());
        all.put("server_port", facts.server().port());
        all.put("helo_name", facts.session().helo().orElse(""));
    }

    private static void putMail(SequencedMap<String, String> all, Stage stage, Facts.Transaction mail) {
        boolean complete = stage == Stage.DATA || stage == Stage.END_OF_MESSAGE;
        all.put("sender", mail.sender().map(Address::text).orElse(""));
        all.put("recipient", mail.recipient().map(Address::text).orElse(""));
        all.put("recipient_count", String.valueOf(complete ? mail.recipients() : 0));
        all.put("queue_id", mail.queueId());
        all.put("instance", mail.instance());
        all.put("size", String.valueOf(mail.size()));
        all.put("etrn_domain", mail.etrn());
    }

    private static void putSasl(SequencedMap<String, String> all, Facts.Sasl login) {
        all.put("sasl_method", login.method());
        all.put("sasl_username", login.username());
        all.put("sasl_sender", login.sender());
    }

    /// Names out of certificates that nobody vouches for are not passed on.
    private static void putTls(SequencedMap<String, String> all, Facts.Tls tls) {
        var certificate = tls.certificate();
        all.put("ccert_subject", tls.trusted() ? Xtext.encode(certificate.subject()) : "");
        all.put("ccert_issuer", tls.trusted() ? Xtext.encode(certificate.issuer()) : "");
        all.put("ccert_fingerprint", certificate.fingerprint());
        all.put("ccert_pubkey_fingerprint", certificate.keyFingerprint());
        all.put("encryption_protocol", tls.protocol());
        all.put("encryption_cipher", tls.cipher());
        all.put("encryption_keysize", String.valueOf(tls.keySize()));
    }
}
