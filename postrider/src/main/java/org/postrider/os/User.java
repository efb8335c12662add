package org.postrider.os;

/// A row of the user database. The password field is not read.
public record User(String name, int uid, int gid, String gecos, String home, String shell) {}
