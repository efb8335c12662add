/// The only door into the queue: completes headers, rewrites, expands virtual aliases, counts hops and sizes, logs
/// `message-id=` and publishes.
package org.postrider.cleanup;
