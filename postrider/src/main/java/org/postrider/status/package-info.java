/// What is said about mail: SMTP replies, what became of a recipient and why, delivery status options (RFC 3461-3464).
/// Pure values.
package org.postrider.status;
