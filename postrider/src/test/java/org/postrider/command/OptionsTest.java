package org.postrider.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postrider.command.Options.Switch;

class OptionsTest {
    @Test void flagsMayBeGroupedAndTheLastMayTakeTheNextArgument() {
        var options = parse("fvc:", "-fvc", "/etc/x", "host");
        assertEquals(
            List.of(new Switch('f', ""), new Switch('v', ""), new Switch('c', "/etc/x")), options.found());
        assertEquals(List.of("host"), options.operands());
    }

    @Test void aValueMayBeJoined() {
        var options = parse("c:o:", "-c/etc/x", "-oa=b", "-o", "c=d");
        assertEquals(Optional.of("/etc/x"), options.value('c'));
        assertEquals(List.of("a=b", "c=d"), options.values('o'));
        assertEquals(Optional.of("c=d"), options.value('o'));
    }

    @Test void theFirstOperandEndsTheSwitches() {
        var options = parse("nv", "-n", "a", "-v");
        assertEquals(List.of("a", "-v"), options.operands());
        assertFalse(options.has('v'));
    }

    @Test void twoDashesEndTheSwitchesAndAreGone() {
        assertEquals(List.of("-v"), parse("v", "--", "-v").operands());
    }

    @Test void aLoneDashIsAnOperand() {
        assertEquals(List.of("-"), parse("v", "-v", "-").operands());
    }

    @Test void anEmptyArgumentIsAnOperandOrAValue() {
        assertEquals(List.of(""), parse("v", "").operands());
        assertEquals(Optional.of(""), parse("c:", "-c", "").value('c'));
    }

    @Test void aFlagMayBeCounted() {
        assertEquals(3, parse("v", "-vv", "-v").count('v'));
    }

    @Test void anUnknownSwitchIsWordedAsTheLibraryDoes() {
        var wrong = assertThrows(CommandException.class, () -> parse("v", "-vx"));
        assertTrue(wrong.isUsage());
        assertEquals("/bin/tool: invalid option -- 'x'", wrong.getMessage());
        assertEquals(
            "/bin/tool: invalid option -- ':'",
            assertThrows(CommandException.class, () -> parse("c:", "-:")).getMessage());
    }

    @Test void aMissingValueIsWordedAsTheLibraryDoes() {
        assertEquals(
            "/bin/tool: option requires an argument -- 'c'",
            assertThrows(CommandException.class, () -> parse("c:", "-c")).getMessage());
    }

    private static Options parse(String letters, String... arguments) {
        return Calls.of("/bin/tool", arguments).call().options(letters);
    }
}
