package org.postrider.flush;

/// Asks for delivery of all mail that waits for a destination.
@FunctionalInterface
public interface SiteFlush {
    /// What came of a request; the numbers are those of Postfix's flush service.
    enum Status {
        /// The mail is being tried now.
        OK(0),
        /// Cannot tell: try again later.
        FAIL(-1),
        /// No destination can be called so.
        BAD(3),
        /// The destination is not one of `fast_flush_domains`.
        DENY(4);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /// @param site a domain, or an address in brackets
    Status send(String site);
}
