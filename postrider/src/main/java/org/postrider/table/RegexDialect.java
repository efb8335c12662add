package org.postrider.table;

import org.postrider.os.Pcre2;

/// The two kinds of patterns, and the options that each has behind its closing delimiter.
enum RegexDialect {
    POSIX("regexp", "imx"), PERL("pcre", "imsxAEUX");

    private final String word;
    private final String letters;

    RegexDialect(String word, String letters) {
        this.word = word;
        this.letters = letters;
    }

    /// The type of table.
    String word() {
        return word;
    }

    boolean has(char option) {
        return letters.indexOf(option) >= 0;
    }

    /// What a warning about a missing delimiter ends with.
    String skipping() {
        return this == POSIX ? "skipping this rule" : "ignoring this rule";
    }

    /// @param options as written; each turns its default around, twice is not at all
    Regex compile(String text, String options) throws RegexFault {
        return switch (this) {
            case POSIX -> LibcPattern.compile(text, !odd(options, 'x'), !odd(options, 'i'), odd(options, 'm'));
            case PERL -> perl(text, new PerlRegex.Options(!odd(options, 'i'), odd(options, 'm'), !odd(options, 's'),
                odd(options, 'x'), odd(options, 'E'), odd(options, 'U'), odd(options, 'A')));
        };
    }

    /// By the PCRE2 library; where that is not installed, by what the JDK can do of it.
    private static Regex perl(String text, PerlRegex.Options options) throws RegexFault {
        var library = Pcre2.library();
        return library.isPresent() ? PcreRegex.compile(library.get(), text, options)
            : new JavaRegex(PerlRegex.compile(text, options), options.anchored());
    }

    /// Options that once meant something and are taken without effect.
    boolean isObsolete(char option) {
        return this == PERL && option == 'X';
    }

    private static boolean odd(String options, char letter) {
        return options.chars().filter(c -> c == letter).count() % 2 != 0;
    }

    /// What is wrong with a pattern, as the library of this kind says it.
    String words(RegexFault fault) {
        return this == POSIX ? fault.getMessage()
            : "error in regex at offset " + fault.offset() + ": " + fault.getMessage();
    }
}
