/// Lookup tables: the port, the types, match lists.
package org.postrider.table;
