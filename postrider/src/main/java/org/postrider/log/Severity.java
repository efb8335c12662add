package org.postrider.log;

/// How grave a line is, with the word that Postfix puts before the text and the syslog level (RFC 5424 section 6.2.1).
public enum Severity {
    DEBUG("", 7), INFO("", 6), WARNING("warning: ", 4), ERROR("error: ", 3), FATAL("fatal: ", 2), PANIC("panic: ", 2);

    private final String word;
    private final int level;

    Severity(String word, int level) {
        this.word = word;
        this.level = level;
    }

    /// What stands before the text, with colon and space; empty for information.
    public String word() {
        return word;
    }

    public int level() {
        return level;
    }
}
