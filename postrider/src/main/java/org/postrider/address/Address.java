package org.postrider.address;

import org.postrider.text.Latin1;

/// An address in internal (unquoted) form, for example `john doe@example.com`. Empty text is the null sender.
public record Address(String text) {
    /// The null sender `<>`.
    public static final Address NULL = new Address("");

    public boolean isNull() {
        return text.isEmpty();
    }

    /// What stands before the last `@`, or all of it.
    public String local() {
        int at = text.lastIndexOf('@');
        return at < 0 ? text : text.substring(0, at);
    }

    /// What stands after the last `@`, spelled as it came; empty when there is none.
    public String domain() {
        int at = text.lastIndexOf('@');
        return at < 0 ? "" : text.substring(at + 1);
    }

    public boolean hasDomain() {
        return text.lastIndexOf('@') >= 0;
    }

    public Address withDomain(String domain) {
        return new Address(local() + "@" + domain);
    }

    /// Local part as is, domain in lower case: equal for addresses that RFC 5321 section 2.4 calls the same.
    public Address folded() {
        String domain = domain(), lower = Latin1.lower(domain);
        return domain.equals(lower) ? this : withDomain(lower);
    }

    @Override public String toString() {
        return text;
    }
}
