/// Who connected how often (anvil(8)): counts per service and client, over all services of this process.
///
/// Safe for any thread; nothing blocks but for a moment. Clients that are gone and whose time unit has passed are
/// forgotten. The highest counts are logged at the pace of `anvil_status_update_time` by whoever calls
/// [org.postrider.anvil.Anvil#run].
package org.postrider.anvil;
