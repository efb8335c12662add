/// Now, sleep and deadlines: the only reader of the clock. Everything else is handed a [Time], and tests hand in one
/// that they turn themselves.
package org.postrider.time;
