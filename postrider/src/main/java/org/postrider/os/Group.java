package org.postrider.os;

import java.util.List;

/// A row of the group database; `members` are the names listed there, without those whose primary group it is.
public record Group(String name, int gid, List<String> members) {}
