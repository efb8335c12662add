package org.postrider.resolve;

import static org.postrider.config.SiteParams.MYDOMAIN;
import static org.postrider.config.SiteParams.MYORIGIN;
import static org.postrider.resolve.ResolveParams.ALLOW_PERCENT_HACK;
import static org.postrider.resolve.ResolveParams.APPEND_AT_MYORIGIN;
import static org.postrider.resolve.ResolveParams.APPEND_DOT_MYDOMAIN;
import static org.postrider.resolve.ResolveParams.REMOTE_HEADER_REWRITE_DOMAIN;
import static org.postrider.resolve.ResolveParams.SWAP_BANGPATH;

import java.util.function.Consumer;
import org.postrider.address.Address;
import org.postrider.address.Quoting;
import org.postrider.config.Settings;
import org.postrider.resolve.Token.Kind;
import org.postrider.text.Latin1;

/// The [Rewriter] that main.cf describes. A pure function of settings and address; safe for any thread.
public final class TrivialRewriter implements Rewriter {
    /// What an incomplete address gets.
    ///
    /// @param origin after `@` where that is missing; empty: nothing
    /// @param domain after `.` where the domain has none; empty: nothing
    private record Completion(String origin, String domain) {}

    private final Completion local, remote;
    private final boolean swapBangPath, percentHack;
    /// Without `remote_header_rewrite_domain` nobody else's addresses are touched.
    private final boolean isRemoteUntouched;

    /// Where it is told when an old default decides; nowhere where the operator has decided.
    private final Consumer<String> oldDefaults;

    public TrivialRewriter(Settings settings) {
        this(settings, _ -> {});
    }

    /// @param told hears of addresses that are completed only because `compatibility_level` is below 1
    public TrivialRewriter(Settings settings, Consumer<String> told) {
        boolean byDefault = settings.isOlder("1") && !settings.isSet(APPEND_DOT_MYDOMAIN);
        oldDefaults = byDefault ? told : _ -> {};
        boolean atOrigin = settings.get(APPEND_AT_MYORIGIN), dotDomain = settings.get(APPEND_DOT_MYDOMAIN);
        String far = settings.get(REMOTE_HEADER_REWRITE_DOMAIN);
        local = new Completion(atOrigin ? settings.get(MYORIGIN) : "", dotDomain ? settings.get(MYDOMAIN) : "");
        remote = new Completion(atOrigin ? far : "", dotDomain ? far : "");
        swapBangPath = settings.get(SWAP_BANGPATH);
        percentHack = settings.get(ALLOW_PERCENT_HACK);
        isRemoteUntouched = far.isEmpty();
    }

    @Override public Address rewrite(Context context, Address address) {
        if (address.isNull() || context == Context.REMOTE && isRemoteUntouched) return address;
        var completion = context == Context.LOCAL ? local : remote;
        if (isComplete(address.text(), completion)) return address;
        var tokens = AddressTokens.scan(Quoting.header(address));
        if (tokens.isEmpty()) return Address.NULL;
        rewrite(completion, tokens);
        return new Address(tokens.internal());
    }

    /// The same in [Context#LOCAL] on an address that is being resolved.
    void rewriteLocal(AddressTokens tokens) {
        rewrite(local, tokens);
    }

    boolean swapsBangPath() {
        return swapBangPath;
    }

    boolean hasPercentHack() {
        return percentHack;
    }

    /// True for `user@sub.domain` without anything special in it: almost all there are, and nothing would change.
    private static boolean isComplete(String text, Completion completion) {
        int at = Plain.at(text);
        return at > 0 && (completion.domain.isEmpty() || text.indexOf('.', at) > 0);
    }

    private void rewrite(Completion completion, AddressTokens tokens) {
        if (tokens.isOneQuoted() && tokens.get(0).text().isEmpty()) return;
        if (tokens.size() == 1 && tokens.startsWith('@')) {
            tokens.set(0, new Token(Kind.QUOTED, ""));
            return;
        }
        dropSourceRoute(tokens);
        if (tokens.findLast('@') < 0) addDomain(completion, tokens);
        appendDomain(completion, tokens);
        tokens.dropTrailingDot();
    }

    /// `@a,@b:user@domain` (RFC 5321 appendix C).
    private static void dropSourceRoute(AddressTokens tokens) {
        int colon = tokens.find(':');
        if (tokens.startsWith('@') && colon >= 0 && colon < tokens.size() - 1) tokens.keepAfter(colon);
    }

    private void addDomain(Completion completion, AddressTokens tokens) {
        int bang = tokens.find('!'), percent = tokens.findLast('%');
        if (swapBangPath && bang >= 0) {
            var user = tokens.from(bang + 1);
            tokens.keepBefore(bang);
            user.append(Token.AT);
            tokens.prepend(user);
        } else if (percentHack && percent >= 0) {
            tokens.set(percent, Token.AT);
        } else if (!completion.origin.isEmpty()) {
            tokens.append(Token.AT);
            tokens.append(AddressTokens.scan(completion.origin));
        }
    }

    /// Completes `user@host`; what ends in `@` is broken and stays so.
    private void appendDomain(Completion completion, AddressTokens tokens) {
        int at = tokens.findLast('@');
        if (completion.domain.isEmpty() || at < 0 || at == tokens.size() - 1) return;
        for (int i = at + 1; i < tokens.size(); i++)
            if (tokens.get(i).is('.') || tokens.get(i).kind() == Kind.LITERAL) return;
        String host = tokens.get(at + 1).text();
        // The local host has its place in mydestination by default, with and without the domain.
        if (!Latin1.same(host, "localhost"))
            oldDefaults.accept("using backwards-compatible default setting append_dot_mydomain=yes to rewrite \"" + host
                + "\" to \"" + host + "." + completion.domain + "\"");
        tokens.append(Token.DOT);
        tokens.append(AddressTokens.scan(completion.domain));
    }
}
