package org.postrider.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What postconf(1) is asked to do, and which of its switches go together.
enum PostconfMode {
    SERVER_SASL("-a"), CLIENT_SASL("-A"), EXPAND_TEMPLATES("-b"), DEFAULTS("-d"), EDIT("-e"), FOLD("-f"),
    FIELDS("-F"), HIDE_NAME("-h"), HIDE_VALUE("-H"), JSON("-j"), LOCKS("-l"), MAPS("-m"), ENTRIES("-M"), SET("-n"),
    OVERRIDE("-o"), MAIN("-p"), PARAMETERS("-P"), TEMPLATES("-t"), TLS("-T"), EXPAND("-x"), EXCLUDE("-X"),
    COMMENT("-#"), ALL_PARAMETERS("-PP");

    /// One of these decides what it is all about.
    private static final Set<PostconfMode> MAJOR = EnumSet.of(SERVER_SASL, CLIENT_SASL, EXPAND_TEMPLATES, LOCKS, MAPS,
        TEMPLATES, MAIN, ENTRIES, FIELDS, PARAMETERS, TLS);
    /// At most one of each.
    private static final List<Set<PostconfMode>> EXCLUSIVE = List.of(MAJOR,
        EnumSet.of(ALL_PARAMETERS, EDIT, COMMENT, EXCLUDE),
        EnumSet.of(DEFAULTS, EDIT, SET, COMMENT, EXCLUDE),
        EnumSet.of(FOLD, EDIT, COMMENT, EXCLUDE),
        EnumSet.of(EXPAND, EDIT, COMMENT, EXCLUDE),
        EnumSet.of(OVERRIDE, DEFAULTS, EDIT, COMMENT, EXCLUDE),
        EnumSet.of(HIDE_NAME, EDIT, COMMENT, EXCLUDE, HIDE_VALUE));

    private final String option;

    PostconfMode(String option) {
        this.option = option;
    }

    /// What may stand beside a switch; empty for one that has no say in it.
    private Set<PostconfMode> company() {
        return switch (this) {
            case SERVER_SASL, CLIENT_SASL, EXPAND_TEMPLATES, LOCKS, MAPS, TEMPLATES, TLS -> EnumSet.of(this);
            case MAIN -> EnumSet.of(this, EDIT, EXCLUDE, COMMENT, FOLD, HIDE_NAME, EXPAND, DEFAULTS, SET,
                OVERRIDE, HIDE_VALUE, JSON);
            case ENTRIES -> EnumSet.of(this, EDIT, EXCLUDE, COMMENT, FOLD, OVERRIDE, EXPAND, JSON);
            case FIELDS -> EnumSet.of(this, EDIT, FOLD, HIDE_NAME, OVERRIDE, EXPAND, HIDE_VALUE, JSON);
            case PARAMETERS -> EnumSet.of(this, EDIT, EXCLUDE, FOLD, HIDE_NAME, OVERRIDE, EXPAND, HIDE_VALUE, JSON,
                ALL_PARAMETERS);
            case ALL_PARAMETERS -> EnumSet.of(this, FOLD, HIDE_NAME, OVERRIDE, EXPAND, HIDE_VALUE, JSON, PARAMETERS);
            case JSON -> EnumSet.of(this, MAIN, ENTRIES, FIELDS, PARAMETERS, OVERRIDE, EXPAND, SET, DEFAULTS);
            case DEFAULTS, EDIT, FOLD, HIDE_NAME, HIDE_VALUE, SET, OVERRIDE, EXPAND, EXCLUDE, COMMENT ->
                EnumSet.noneOf(PostconfMode.class);
        };
    }

    /// The modes that the switches name, with what goes without saying.
    ///
    /// @throws CommandException when they do not go together
    static Set<PostconfMode> of(Options options) {
        var modes = EnumSet.noneOf(PostconfMode.class);
        for (var one : options.found()) for (var mode : values()) if (mode.is(one.letter())) modes.add(mode);
        if (options.count('P') > 1) modes.add(ALL_PARAMETERS);
        if (modes.stream().noneMatch(MAJOR::contains)) modes.add(MAIN);
        boolean ofFile = modes.contains(MAIN) || modes.contains(ENTRIES) || modes.contains(FIELDS)
            || modes.contains(PARAMETERS);
        if (ofFile && !options.operands().isEmpty() && options.operands().getFirst().indexOf('=') >= 0)
            modes.add(EDIT);
        check(modes);
        return modes;
    }

    private boolean is(char letter) {
        return option.length() == 2 && option.charAt(1) == letter;
    }

    private static void check(Set<PostconfMode> modes) {
        for (var group : EXCLUSIVE) {
            var chosen = both(modes, group);
            if (chosen.size() > 1) throw new CommandException("specify one of " + words(chosen, ", "));
        }
        for (var mode : modes) if (mode != JSON) mode.checkCompany(modes);
        if (modes.contains(JSON)) JSON.checkCompany(modes);
    }

    private void checkCompany(Set<PostconfMode> modes) {
        if (company().isEmpty()) return;
        var excess = EnumSet.copyOf(modes);
        excess.removeAll(company());
        if (!excess.isEmpty())
            throw new CommandException("with option " + option + ", do not specify " + words(excess, " "));
    }

    private static Set<PostconfMode> both(Set<PostconfMode> one, Set<PostconfMode> other) {
        var both = EnumSet.copyOf(one);
        both.retainAll(other);
        return both;
    }

    private static String words(Set<PostconfMode> modes, String separator) {
        var words = new ArrayList<String>();
        for (var mode : modes) words.add(mode.option);
        return String.join(separator, words);
    }
}
