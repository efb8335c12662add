package org.postrider.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.time.Time;

class CheckTest {
    @TempDir private Path folder;

    @BeforeEach void wellConfigured() throws IOException {
        main("");
        master("");
    }

    private void main(String more) throws IOException {
        Files.writeString(folder.resolve("main.cf"), """
            compatibility_level = 3.11
            queue_directory = %1$s/queue
            data_directory = %1$s/data
            myhostname = mx.example.test
            alias_maps = inline:{postmaster=root}
            """.formatted(folder) + more);
    }

    private void master(String more) throws IOException {
        Files.writeString(folder.resolve("master.cf"), """
            smtp inet n - n - - smtpd
            smtp unix - - n - - smtp
            relay unix - - n - - smtp
            local unix - n n - - local
            virtual unix - n n - - virtual
            """ + more);
    }

    private List<String> problems() {
        var start = Start.parse(new String[] {"-c", folder.toString(), "--check"}).orElseThrow();
        return Check.of(start, DeclaredParams.ALL, Time.system()).problems().stream()
            .map(line -> line.replace(folder + "/", "")).toList();
    }

    @Test void nothingIsFoundWhereAllIsWell() {
        assertEquals(List.of(), problems());
    }

    @Test void aMistakeHidesNoOther() throws IOException {
        Files.writeString(folder.resolve("pattern"), "/(/ REJECT\n");
        main("""
            queue_run_delay = 5x
            relay_domains = %1$s/none
            smtpd_sender_restrictions = reject_unknwon, permit, and_another
            virtual_alias_maps = regexp:%1$s/pattern, nothing:x
            default_transport = smpt
            bounce_template_file = %1$s/gone
            """.formatted(folder));
        master("""
            short unix - - n -
            out unix - n n - - spawn user=nobody
              argv=%1$s/program
            other unix - n n - - unheard_of
            more inet n - n - - smtpd -o smtpd_timeout=soon -o smtpd_helo_restrictions=nonsense
            """.formatted(folder));
        assertEquals(List.of(
            "main.cf, line 6: parameter queue_run_delay: bad time value or unit: 5x",
            "master.cf: line 6: missing \"max_proc\" field",
            "master.cf, line 10: -o smtpd_timeout: parameter smtpd_timeout: bad time value or unit: soon",
            "master.cf, line 7: program: no such program, or it cannot be executed",
            "master.cf, line 9: unknown service program unheard_of: name one of Postfix's, or a program with its"
                + " folder",
            "main.cf, line 10: default_transport = smpt: master.cf has no service smpt of type unix"),
            problems().subList(0, 6));
        var rest = String.join("\n", problems().subList(6, problems().size()));
        for (String expected : List.of(
            "main.cf, line 7: relay_domains: open file none: No such file or directory",
            "main.cf, line 8: parameter smtpd_sender_restrictions: unknown smtpd restriction: \"reject_unknwon\"",
            "main.cf, line 8: parameter smtpd_sender_restrictions: unknown smtpd restriction: \"and_another\"",
            "main.cf, line 9: virtual_alias_maps: regexp map pattern, line 1: ",
            "main.cf, line 9: virtual_alias_maps: unsupported dictionary type: nothing",
            "main.cf, line 11: bounce_template_file: open gone: No such file or directory",
            "master.cf, line 10: parameter smtpd_helo_restrictions: unknown smtpd restriction: \"nonsense\""))
            assertTrue(rest.contains(expected), expected + " is not in\n" + rest);
    }
}
