package org.postrider.smtpd.access;

import static org.postrider.config.SiteParams.QUEUE_DIRECTORY;
import static org.postrider.smtpd.access.AccessParams.POLICY_CONTEXT;
import static org.postrider.smtpd.access.AccessParams.POLICY_DEFAULT_ACTION;
import static org.postrider.smtpd.access.AccessParams.POLICY_MAX_IDLE;
import static org.postrider.smtpd.access.AccessParams.POLICY_MAX_TTL;
import static org.postrider.smtpd.access.AccessParams.POLICY_REQUEST_LIMIT;
import static org.postrider.smtpd.access.AccessParams.POLICY_RETRY_DELAY;
import static org.postrider.smtpd.access.AccessParams.POLICY_TIMEOUT;
import static org.postrider.smtpd.access.AccessParams.POLICY_TRY_LIMIT;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postrider.config.ConfigException;
import org.postrider.config.Settings;
import org.postrider.config.Words;
import org.postrider.net.Endpoint;

/// A policy server as `check_policy_service` names it (SMTPD_POLICY_README).
///
/// @param spec     as it is written
/// @param endpoint without the transport's name, for the log
/// @param limits   of each connection
record PolicyService(String spec, String endpoint, Endpoint address, Limits limits, String defaultAction,
                     String context) {
    private static final String PREFIX = "smtpd_policy_service_";
    private static final Set<String> OPTIONS = Set.of("timeout", "max_idle", "max_ttl", "retry_delay", "request_limit",
        "try_limit", "default_action", "policy_context");

    /// @param requests over one connection; 0: any number
    record Limits(Duration timeout, Duration maxIdle, Duration maxTtl, int requests, int tries, Duration retryDelay) {}

    /// @param word `transport:endpoint`, or that with options in braces: `{ inet:host:port, timeout=10s }`
    /// @throws ConfigException saying what is wrong with it
    static PolicyService of(Site site, String word) {
        if (!word.startsWith("{")) return of(site.settings(), word, word);
        var words = Words.braced(Words.unbraced(word), Words.LIST);
        if (words.isEmpty()) throw new ConfigException("empty policy service: \"" + word + "\"");
        return of(site.settings().with(options(words.subList(1, words.size()))), word, words.getFirst());
    }

    private static Map<String, String> options(List<String> words) {
        var options = new HashMap<String, String>();
        for (String word : words) {
            String text = Words.unbraced(word);
            int equals = text.indexOf('=');
            if (equals < 0) throw new ConfigException("missing '=' after attribute name: \"" + text + "\"");
            String name = text.substring(0, equals).strip();
            if (!OPTIONS.contains(name)) throw new ConfigException("unknown attribute name: \"" + name
                + "\" of a policy service; known are " + String.join(", ", OPTIONS.stream().sorted().toList()));
            // it was expanded with the list that it is in
            options.put(PREFIX + name, text.substring(equals + 1).strip().replace("$", "$$"));
        }
        return options;
    }

    private static PolicyService of(Settings settings, String spec, String service) {
        int colon = service.indexOf(':');
        String transport = service.substring(0, Math.max(0, colon)), endpoint = service.substring(colon + 1);
        if (transport.isEmpty() || endpoint.isEmpty())
            throw new ConfigException("need service transport:endpoint instead of \"" + service + "\"");
        Endpoint address = switch (transport) {
            case "inet" -> Endpoint.parse(service).orElseThrow(() ->
                new ConfigException("bad host or port in \"" + service + "\""));
            case "unix", "local" -> new Endpoint.Unix(endpoint.startsWith("/") ? endpoint
                : settings.get(QUEUE_DIRECTORY) + "/" + endpoint);
            default -> throw new ConfigException("invalid transport name: " + transport + " in service: " + service);
        };
        var limits = new Limits(settings.get(POLICY_TIMEOUT), settings.get(POLICY_MAX_IDLE),
            settings.get(POLICY_MAX_TTL), settings.get(POLICY_REQUEST_LIMIT), settings.get(POLICY_TRY_LIMIT),
            settings.get(POLICY_RETRY_DELAY));
        return new PolicyService(spec, endpoint, address, limits, settings.get(POLICY_DEFAULT_ACTION),
            settings.get(POLICY_CONTEXT));
    }
}
