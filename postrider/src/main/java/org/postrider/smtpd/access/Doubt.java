package org.postrider.smtpd.access;

import org.postrider.smtpd.access.Ruling.Trouble;

/// A reason to answer with a 4xx reply where the rest of the restrictions would permit, or would refuse for good.
record Doubt(Trouble trouble, Denial denial) {}
