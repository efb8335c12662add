/// DNS: the resolver port, records, cache, reply filter.
package org.postrider.dns;
