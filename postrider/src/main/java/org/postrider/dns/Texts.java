package org.postrider.dns;

import org.postrider.dns.Resolver.Type;

/// What goes into logs and bounces about lookups, as Postfix words it.
final class Texts {
    private Texts() {}

    static String noName(String name, Type type) {
        return error(name, type, "Host not found");
    }

    static String noData(String name, Type type) {
        return error(name, type, "Host found but no data record of requested type");
    }

    static String tryAgain(String name, Type type) {
        return error(name, type, "Host not found, try again");
    }

    static String malformed(String name, Type type) {
        return "Name service error for name=" + name + " type=" + type
            + ": Malformed or unexpected name server reply";
    }

    private static String error(String name, Type type, String what) {
        return "Host or domain name not found. Name service error for name=" + name + " type=" + type + ": " + what;
    }
}
