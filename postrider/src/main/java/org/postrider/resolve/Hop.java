package org.postrider.resolve;

/// A transport and where it shall take mail to.
record Hop(String transport, String nexthop) {
    /// What error and retry say when a table gives them no text.
    private static final String UNDELIVERABLE = "Address is undeliverable";

    /// `transport` or `transport:nexthop` as main.cf has it.
    static Hop of(String setting, String nexthop) {
        int colon = setting.indexOf(':');
        if (colon < 0) return new Hop(setting, nexthop);
        return new Hop(setting.substring(0, colon), colon == setting.length() - 1 ? nexthop
            : setting.substring(colon + 1));
    }

    /// With a transport table's word on top. `:` changes nothing, `:nexthop` the next hop alone; a transport without
    /// next hop goes to the recipient's own domain, also when main.cf has another place.
    Hop with(String entry, String domain) {
        var given = of(entry, "");
        if (given.transport.isEmpty()) return given.nexthop.isEmpty() ? this : new Hop(transport, given.nexthop);
        if (!given.nexthop.isEmpty()) return given;
        boolean says = given.transport.equals("error") || given.transport.equals("retry");
        return new Hop(given.transport, says ? UNDELIVERABLE : domain);
    }
}
