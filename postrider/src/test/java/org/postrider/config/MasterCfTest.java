package org.postrider.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.config.MasterCf.Choice;
import org.postrider.config.MasterCf.Row;
import org.postrider.config.MasterCf.Type;
import org.postrider.config.MasterCf.Wakeup;

class MasterCfTest {
    private static MasterCf parse(String text) {
        return MasterCf.parse("/etc/master.cf", text, _ -> false);
    }

    @Test void aRowHasItsFieldsOptionsAndOperands() {
        var rows = parse("""
            # comment
            smtp inet n - y - 10 smtpd -v -o a=b
              -o { c = d e }
              # comment
              -oe=f
            pickup unix n n n 60? 1 /usr/lib/pickup
            mypipe unix - n n - - pipe
              flags=DRhu user=a argv=/bin/cat ${recipient} { -o x }
            """).rows();
        assertEquals(new Row("smtp", Type.INET, false, true, Choice.YES, new Wakeup(0, false), OptionalInt.of(10),
            "smtpd", List.of("-v"), Map.of("a", "b", "c", "d e", "e", "f"), List.of(), 2), rows.get(0));
        assertEquals(new Row("pickup", Type.UNIX, false, false, Choice.NO, new Wakeup(60, true), OptionalInt.of(1),
            "/usr/lib/pickup", List.of(), Map.of(), List.of(), 6), rows.get(1));
        assertEquals("pickup", rows.get(1).program());
        assertEquals("mypipe/unix", rows.get(2).key());
        assertEquals(true, rows.get(2).isPrivate());
        assertEquals(OptionalInt.empty(), rows.get(2).limit());
        assertEquals(List.of("flags=DRhu", "user=a", "argv=/bin/cat", "${recipient}", "-o x"), rows.get(2).operands());
    }

    @Test void aDisabledRowIsNotEvenChecked() {
        assertEquals(List.of(), MasterCf.parse("m", "x inet bad", "x/inet"::equals).rows());
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
        "x; missing \"transport type\" field",
        "x tcp n - n - - smtpd; bad transport type: tcp",
        "x inet - - n - - smtpd; inet service cannot be private",
        "x unix z - n - - smtpd; field \"private\": bad value: \"z\"",
        "x unix - - n ? - smtpd; field \"wakeup_time\": bad value: \"?\"",
        "x unix - - n - -1 smtpd; field \"max_proc\": bad value: \"-1\"",
        "x unix - - n - -; missing \"command\" field",
        "x unix - - n - - smtpd -o; option -o lacks its value",
        "x unix - - n - - smtpd -o a; 'invalid \"-o a\" option value: missing ''='' after attribute name'",
        "x unix - - n - - smtpd { a; missing '}' in \"{ a\""})
    void aBadRowNamesFileLineAndField(String row, String problem) {
        var error = assertThrows(ConfigException.class, () -> parse("\n" + row));
        assertEquals("/etc/master.cf: line 2: " + problem, error.getMessage());
    }

    @Test void theLastOfTwoRowsOfAServiceHolds() {
        var file = parse("a unix - - n - - smtp\nb unix - - n - - smtp\na unix - - n - - lmtp");
        assertEquals(List.of("lmtp", "smtp"), file.rows().stream().map(Row::command).toList());
        assertEquals(List.of("duplicate master.cf entry for service \"a\" (private/a) -- using the last entry"),
            file.warnings());
    }
}
