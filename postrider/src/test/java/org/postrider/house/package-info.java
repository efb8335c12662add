/// Tests of the house itself: which room may know which, and how tidy the sources are.
package org.postrider.house;
