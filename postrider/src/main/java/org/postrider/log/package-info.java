/// The log: severities, Postfix's line format and the sinks it goes to.
///
/// A [Log] is a value and may be used by any thread. Writing never throws and never blocks on anything but the sink's
/// own short write; a sink that fails falls back to standard error.
package org.postrider.log;
