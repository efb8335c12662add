package org.postrider.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.address.Address;
import org.postrider.address.Extension;
import org.postrider.table.AddressMaps.Part;

class AddressMapsTest {
    @TempDir Path folder;

    private AddressMaps maps(String list) {
        var maps = new Bench(folder).tables().maps("x_maps", list, Use.FOLDED);
        return new AddressMaps(maps, new Extension("+", "double-bounce", true), domain ->
            domain.equals("local.test") ? MatchList.MATCH
                : domain.equals("slow.test") ? new MatchList.Answer.Unavailable("slow") : MatchList.NO_MATCH);
    }

    private String find(String list, String address) {
        return find(list, address, AddressMaps.USUAL);
    }

    private String find(String list, String address, Set<Part> parts) {
        return switch (maps(list).find(new Address(address), parts)) {
            case AddressMaps.Answer.Found(String value, String extension) -> value + "/" + extension;
            case AddressMaps.Answer.Absent() -> "-";
            case AddressMaps.Answer.Unavailable _ -> "?";
        };
    }

    @Test void theWholeAddressIsTriedFirst() {
        String list = "inline:{u+x@d.test=1 u@d.test=2 @d.test=3}";
        assertEquals("1/", find(list, "u+x@d.test"));
        assertEquals("2/+y", find(list, "u+y@d.test"));
        assertEquals("2/", find(list, "U@D.test"));
        assertEquals("3/", find(list, "v+y@d.test"));
        assertEquals("-", find(list, "v@e.test"));
    }

    @Test void aLocalPartAloneIsForOurDomains() {
        String list = "inline:{u+x=1 u=2 @local.test=3}";
        assertEquals("1/", find(list, "u+x@local.test"));
        assertEquals("2/+y", find(list, "u+y@local.test"));
        assertEquals("3/", find(list, "v@local.test"));
        assertEquals("-", find(list, "u@d.test"));
        assertEquals("?", find(list, "u@slow.test"));
        assertEquals("2/", find(list, "u"));
    }

    @Test void whatACallerDoesNotWantIsNotTried() {
        assertEquals("-", find("inline:{@d.test=1}", "u@d.test", Set.of(Part.FULL)));
        assertEquals("-", find("inline:{u@d.test=1}", "u+x@d.test", Set.of(Part.FULL)));
        assertEquals("1/", find("inline:{d.test=1}", "u@d.test", Set.of(Part.FULL, Part.DOMAIN)));
        assertEquals("-", find("inline:{d.test=1}", "u@x.d.test", Set.of(Part.DOMAIN)));
        assertEquals("1/", find("inline:{d.test=1}", "u@x.d.test", Set.of(Part.DOMAIN, Part.PARENT_DOMAINS)));
        assertEquals("1/", find("inline:{.d.test=1}", "u@y.x.d.test", Set.of(Part.DOMAIN, Part.DOT_PARENT_DOMAINS)));
        assertEquals("1/+e", find("inline:{u@=1}", "u+e@d.test", Set.of(Part.BARE, Part.LOCAL_PART_AT)));
    }

    @Test void patternsSeeOnlyTheWholeAddress() {
        assertEquals("-", find("pipemap:{randmap:{none},inline:{u=1}}", "u+x@d.test"));
        assertEquals("1/", find("randmap:{1}", "u+x@d.test"));
        assertEquals("-", find("randmap:{1}", "u+x@d.test", Set.of(Part.BARE, Part.AT_DOMAIN)));
    }

    @Test void keysAreQuotedWhereAddressesAre() {
        assertEquals("1/", find("inline:{{\"a b\"@d.test = 1}}", "a b@d.test"));
        assertEquals("1/", find("inline:{{\"a b\" = 1}}", "a b@local.test"));
        assertEquals("2/", find("inline:{{\"a b\"=1}, a@b@local.test=2}", "a@b@local.test"));
    }

    @Test void aTableThatCannotTellEndsTheSearch() {
        assertEquals("?", find("fail:x", "u@d.test"));
    }
}
