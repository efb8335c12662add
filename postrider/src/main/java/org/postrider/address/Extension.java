package org.postrider.address;

import java.util.Optional;
import org.postrider.text.Latin1;

/// Address extensions: `user+ext`.
///
/// @param delimiters   `recipient_delimiter`: any one of these divides; none at all means no extensions
/// @param doubleBounce `double_bounce_sender`, which is never divided
/// @param ownerRequest `owner_request_special`: `owner-list` and `list-request` are not divided at `-`
public record Extension(String delimiters, String doubleBounce, boolean ownerRequest) {
    /// A divided local part.
    ///
    /// @param delimiter the character between both
    /// @param extension what follows it; may be empty
    public record Split(String user, char delimiter, String extension) {
        /// Delimiter and extension: `+ext`.
        public String suffix() {
            return delimiter + extension;
        }
    }

    /// No address is divided.
    public static final Extension NONE = new Extension("", "", false);

    /// Divides a local part at its first delimiter; empty when it has none, or nothing before it.
    public Optional<Split> split(String local) {
        if (delimiters.isEmpty() || isSpecial(local)) return Optional.empty();
        for (int i = 0; i < local.length(); i++)
            if (delimiters.indexOf(local.charAt(i)) >= 0)
                return i == 0 ? Optional.empty()
                    : Optional.of(new Split(local.substring(0, i), local.charAt(i), local.substring(i + 1)));
        return Optional.empty();
    }

    private boolean isSpecial(String local) {
        if (Latin1.same(local, "postmaster") || Latin1.same(local, "mailer-daemon")
            || !doubleBounce.isEmpty() && Latin1.same(local, doubleBounce)) return true;
        if (!ownerRequest || delimiters.indexOf('-') < 0) return false;
        int request = local.length() - "-request".length();
        return local.regionMatches(true, 0, "owner-", 0, "owner-".length())
            || request > 0 && local.regionMatches(true, request, "-request", 0, "-request".length());
    }

    /// The address without extension; empty when it has none.
    public Optional<Address> strip(Address address) {
        return split(address.local())
            .map(split -> address.hasDomain() ? new Address(split.user() + "@" + address.domain())
                : new Address(split.user()));
    }
}
