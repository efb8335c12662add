package org.postrider.smtpd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postrider.address.Address;
import org.postrider.config.Settings;
import org.postrider.log.Log;
import org.postrider.smtpd.access.Facts.NameResult;
import org.postrider.status.Reply;

class RejectLogTest {
    private static final Facts.Client CLIENT = new Facts.Client("c.far.test", NameResult.OK, "c.far.test",
        NameResult.OK, "192.0.2.9", "1025");

    private final List<String> logged = new ArrayList<>();
    private final Log log = new Log((_, _, _, text) -> logged.add(text), "postfix/smtpd", 7);

    private Facts facts(Facts.Session session, Facts.Transaction transaction) {
        return new Facts(log, CLIENT, new Facts.Server("192.0.2.25", "25"), session, transaction);
    }

    private static Facts.Session session(String protocol, Optional<String> helo, Facts.Sasl sasl) {
        return new Facts.Session("RCPT", protocol, helo, sasl, Facts.Tls.NONE, false, new Facts.Memory());
    }

    @Test void aRefusalShowsAllThatIsKnown() {
        var mail = new Facts.Transaction(Optional.of(Address.NULL), Optional.of(new Address("john doe@far.test")), 0, 0,
            "3ABC", "", "", false, false, false, false);
        new RejectLog(Settings.of(Map.of())).reject(facts(session("ESMTP", Optional.of("h.far.test"),
            new Facts.Sasl("PLAIN", "joe", "")), mail), "RCPT", new Reply(554, "5.7.1", "no"));
        assertEquals(List.of("3ABC: reject: RCPT from c.far.test[192.0.2.9]: 554 5.7.1 no; from=<>"
            + " to=<\"john doe\"@far.test> proto=ESMTP helo=<h.far.test> sasl_method=PLAIN sasl_username=joe"), logged);
    }

    @Test void whatIsNotKnownIsLeftOut() {
        new RejectLog(Settings.of(Map.of("info_log_address_format", "internal"))).write(
            facts(session("SMTP", Optional.empty(), Facts.Sasl.NONE), Facts.Transaction.NONE), "warn", "CONNECT", "x");
        assertEquals(List.of("NOQUEUE: warn: CONNECT from c.far.test[192.0.2.9]: x; proto=SMTP"), logged);
    }
}
