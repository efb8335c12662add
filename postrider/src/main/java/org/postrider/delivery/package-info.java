/// The contract between the scheduler and the delivery agents. Plain data: a request can cross a socket to an agent
/// that runs in another process.
package org.postrider.delivery;
