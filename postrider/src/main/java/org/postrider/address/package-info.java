/// Mail addresses: local part, domain, paths, extensions. Pure values.
///
/// Inside the program an address is in Postfix's internal form: no quotes and no backslashes, the last `@` divides
/// local part and domain. Quotes are put on when an address is written into a header or an SMTP command.
package org.postrider.address;
