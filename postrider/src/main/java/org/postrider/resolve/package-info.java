/// What Postfix calls trivial-rewrite: the spelling of addresses ([Rewriter]), whose domains they have
/// ([AddressClasses]) and where they go ([Router]).
///
/// Everything here runs on the caller's thread and is safe for any; tables may block it. A table that cannot tell is
/// warned of here and makes a [Route.Unavailable]: the mail is tried again later.
package org.postrider.resolve;
