/// What Postfix calls trivial-rewrite: the spelling of addresses ([Rewriter]) and where they go ([Router]).
package org.postrider.resolve;
