package org.postrider.config;

import java.util.List;

/// A parameter of the mail client that there is twice: as `smtp_...` for delivery by SMTP and as `lmtp_...` for
/// delivery by LMTP. Said once; bounds and manual text hold for both.
///
/// @param <T> the value's type
public record Twins<T>(Param<T> smtp, Param<T> lmtp) {
    /// @param smtp the parameter whose name begins with `smtp_`; its twin has the same default, but refers to twins
    public static <T> Twins<T> of(Param<T> smtp) {
        return new Twins<>(smtp, smtp.named(twin(smtp.name()), twin(smtp.fallback())));
    }

    /// The same with another default for LMTP.
    public Twins<T> lmtp(String fallback) {
        return new Twins<>(smtp, lmtp.named(lmtp.name(), fallback));
    }

    /// The same where LMTP has words of its own, such as LHLO.
    public Twins<T> lmtpName(String name) {
        return new Twins<>(smtp, lmtp.named(name, lmtp.fallback()));
    }

    private static String twin(String text) {
        return text.startsWith("smtp_") ? "lmtp_" + text.substring("smtp_".length())
            : text.replace("$smtp_", "$lmtp_").replace("{smtp_", "{lmtp_");
    }

    /// The one that holds for this protocol.
    public Param<T> of(boolean isLmtp) {
        return isLmtp ? lmtp : smtp;
    }

    public List<Param<T>> both() {
        return List.of(smtp, lmtp);
    }
}
