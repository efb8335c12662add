/// Delivery agents that deliver nothing: `error` returns mail, `retry` defers it, `discard` throws it away. Any thread.
package org.postrider.agent.error;
