package org.postrider.smtpd.access;

/// placeholder
final class FilteredResolver {
    static final String DROPPED = "DNS reply filter drops all results";

    private FilteredResolver() {}
}
