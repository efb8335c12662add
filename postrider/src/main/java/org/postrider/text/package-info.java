/// Bytes as text: ASCII and Latin-1 handling, lines, folding, quoting, IP and CIDR values.
///
/// Mail, configuration, table and log text is handled as Strings with one `char` per byte ([Latin1]), so that UTF-8
/// and anything else passes through untouched. Everything here is a pure function and runs on the caller's thread.
package org.postrider.text;
