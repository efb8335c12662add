/// Lookup tables: the port, the types, match lists, address lookups, and the tools that make tables.
///
/// [org.postrider.table.Tables] opens what main.cf calls `type:name`; [org.postrider.table.MapList] is a list of
/// them, [org.postrider.table.MatchList] a list of patterns, [org.postrider.table.AddressMaps] a search for an address.
/// All of it is made ready when it is opened; a lookup runs on the caller's thread, takes no lock of ours, and blocks
/// only where the table's type does (accounts, LMDB).
///
/// When the world fails, a table answers that it cannot tell, and says why in the log; it never says "not there"
/// instead. A table whose file has changed is read again; when that fails it cannot tell until the file is mended.
package org.postrider.table;
