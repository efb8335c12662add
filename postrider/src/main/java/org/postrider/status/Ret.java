package org.postrider.status;

/// The RET parameter of MAIL FROM (RFC 3461 section 4.3): how much of the message a bounce returns.
public enum Ret { UNSAID, FULL, HDRS }
