package org.postrider.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostconfTest {
    private static final String ROWS = """
        smtp inet n - n - - smtpd
          -o { syslog_name = postfix/$service_name }
          -o mynetworks=
        # about the pipe
        box unix - n n - 5 pipe
          flags=DRhu { argv=/bin/cat x }
        """;

    @TempDir private Path folder;

    record Result(int status, String out, String err) {}

    @BeforeEach void noSettings() throws IOException {
        write("");
        Files.writeString(folder.resolve("master.cf"), ROWS);
    }

    private void write(String mainCf) throws IOException {
        Files.writeString(folder.resolve("main.cf"), mainCf, ISO_8859_1);
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file), ISO_8859_1);
    }

    private Result postconf(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = Main.run(new Invocation("postconf", List.of(arguments), Map.of("MAIL_CONFIG", folder.toString()),
            folder, folder, InputStream.nullInputStream(), out, err));
        return new Result(status, out.toString(ISO_8859_1), err.toString(ISO_8859_1));
    }

    private static Result shown(String out) {
        return new Result(0, out, "");
    }

    private static Result failed(String message) {
        return new Result(1, "", "postconf: fatal: " + message + "\n");
    }

    @Test void valuesAreShownExpandedOrBare() throws IOException {
        write("myhostname = a.b.c\nrelayhost =   [$mydomain]:25,\n  x\n");
        assertEquals(shown("relayhost = [$mydomain]:25, x\nmydomain = b.c\n"), postconf("relayhost", "mydomain"));
        assertEquals(shown("[b.c]:25, x\n"), postconf("-xh", "relayhost"));
        assertEquals(shown("relayhost\n"), postconf("-H", "relayhost"));
        assertEquals(shown("{\"relayhost\": \"[$mydomain]:25,  x\"}\n"), postconf("-j", "relayhost"));
        assertEquals(shown("config_directory = " + folder + "\nmyhostname = a.b.c\nrelayhost = [$mydomain]:25, x\n"),
            postconf("-n"));
    }

    @Test void bytesPassThrough() throws IOException {
        write("mail_name = \u00c3\u00a4 \u00ff");
        assertEquals(shown("\u00c3\u00a4 \u00ff\n"), postconf("-h", "mail_name"));
    }

    @Test void longLinesAreFolded() throws IOException {
        write("mydestination = " + "x23456789, ".repeat(8) + "end");
        assertEquals(shown("mydestination = x23456789, x23456789, x23456789, x23456789, x23456789,\n"
            + "    x23456789, x23456789, x23456789, end\n"), postconf("-f", "mydestination"));
    }

    @Test void anOverrideHoldsForThisCall() {
        assertEquals(shown("postfix-x\n"), postconf("-o", "multi_instance_name=postfix-x", "-xh", "syslog_name"));
        assertEquals(failed("invalid parameter override: x: missing '=' after attribute name"), postconf("-o", "x"));
    }

    @Test void namesThatNothingReadsAreComplainedOf() throws IOException {
        write("""
            used = 1
            mydestination = $used $nowhere ldap:people
            people_scope = sub
            people_skope = sub
            smtpd_restriction_classes = strict
            strict = reject
            smtp_use_tls = yes
            virtual_maps = x
            unknown = 2
            process_id = 3
            """);
        String place = "postconf: warning: " + folder + "/main.cf: ";
        assertEquals(place + "undefined parameter: nowhere\n"
            + place + "read-only parameter assignment: process_id=3\n"
            + place + "unused parameter: people_skope=sub\n"
            + place + "support for parameter \"smtp_use_tls\" will be removed; instead, "
            + "specify \"smtp_tls_security_level\"\n"
            + place + "unused parameter: unknown=2\n"
            + place + "support for parameter \"virtual_maps\" will be removed; instead, "
            + "specify \"virtual_alias_maps\"\n"
            + "postconf: warning: See https://www.postfix.org/DEPRECATION_README.html for details\n",
            postconf("-h", "biff").err());
        assertEquals(place + "undefined parameter: nowhere\n"
            + place + "read-only parameter assignment: process_id=3\n", postconf("-qh", "biff").err());
        assertEquals("people_scope = sub\nstrict = reject\nused = 1\nvirtual_maps = x\n",
            postconf("-nq", "-C", "user").out());
    }

    @Test void aSettingWithoutEffectIsToldToWhoLooksAtIt() throws IOException {
        write("fault_injection_code = 1\nmail_name = x\nfork_delay = 1s\n");
        String warning = "postconf: warning: " + folder + "/main.cf, line 1: parameter fault_injection_code has no"
            + " effect here: there is no debugger to attach to a thread\n";
        assertEquals(warning, withoutEffect());
        assertEquals(warning, withoutEffect("fault_injection_code"));
        assertEquals("", withoutEffect("mail_name", "fork_delay"));
    }

    /// What a person at a terminal hears of it.
    private String withoutEffect(String... shown) {
        var err = new ByteArrayOutputStream();
        var messages = new Messages("postconf", err);
        var site = PostconfSite.read(new PostconfSite.Wanted(folder.toString(), true, false, false, List.of()),
            messages);
        new PostconfUnused(site).notHonoured(List.of(shown));
        return err.toString(ISO_8859_1);
    }

    @Test void programsThatReadPostconfHearPostfixAlone() throws IOException {
        write("fault_injection_code = 1\n");
        assertEquals(shown("config_directory = " + folder + "\nfault_injection_code = 1\n"), postconf("-n"));
    }

    @Test void whatTransportsBringWithThemIsKnown() {
        assertEquals(shown("$command_time_limit\n$default_destination_rate_delay\n"),
            postconf("-h", "box_time_limit", "box_destination_rate_delay"));
        assertEquals("postconf: warning: smtp_time_limit: unknown parameter\n",
            postconf("-h", "smtp_time_limit").err());
    }

    @Test void entriesFieldsAndParametersAreShown() {
        assertEquals(shown("smtp       inet  n       -       n       -       -       smtpd\n"
            + "    -o {syslog_name=postfix/$service_name}\n    -o mynetworks=\n"), withoutBraces("-Mf", "smtp"));
        assertEquals(shown("box        unix  -       n       n       -       5       pipe flags=DRhu"
            + " {argv=/bin/cat x}\n"), postconf("-M", "box/unix"));
        assertEquals(shown("smtp/inet/process_limit = -\nbox/unix/process_limit = 5\n"),
            postconf("-F", "*/*/process_limit"));
        assertEquals(shown("smtp/inet/mynetworks =\nsmtp/inet/syslog_name = postfix/smtp\n"), postconf("-Px"));
        assertEquals("postconf: warning: unmatched request: \"no/unix\"\n", postconf("-M", "no/unix").err());
    }

    /// The value has no white space, so it needs no braces when it is shown.
    private Result withoutBraces(String... arguments) {
        var result = postconf(arguments);
        return shown(result.out().replace("-o syslog_name=postfix/$service_name",
            "-o {syslog_name=postfix/$service_name}"));
    }

    @Test void mainCfKeepsItsLayoutWhenItIsEdited() throws IOException {
        write("# one\na = 1\n  2\n\n# two\nb = 3\n");
        assertEquals(shown(""), postconf("-e", "a=x", "z = $b", "c="));
        assertEquals("# one\na = x\n\n# two\nb = 3\nc = \nz = $b\n", read("main.cf"));
        assertEquals(shown(""), postconf("-#", "a"));
        assertEquals(shown(""), postconf("-X", "b", "c"));
        assertEquals("# one\n#a = x\n\n# two\nz = $b\n", read("main.cf"));
    }

    @Test void anEditedFileKeepsItsRightsAndLeavesNothingBehind() throws IOException {
        var rights = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(folder.resolve("main.cf"), rights);
        Files.writeString(folder.resolve("main.cf.tmp"), "left by a crash");
        assertEquals(shown(""), postconf("biff=no"));
        assertEquals(rights, Files.getPosixFilePermissions(folder.resolve("main.cf")));
        assertEquals("biff = no\n", read("main.cf"));
        assertTrue(Files.notExists(folder.resolve("main.cf.tmp")));
    }

    @Test void aFailedEditChangesNothing() throws IOException {
        assertEquals(failed("bad field count: \"new/unix=new unix\""), postconf("-Me", "new/unix=new unix"));
        assertEquals(failed("invalid private field \"x\" in \"x\""), postconf("-F", "smtp/inet/private=x"));
        assertEquals(ROWS, read("master.cf"));
        assertTrue(Files.notExists(folder.resolve("master.cf.tmp")));
    }

    @Test void textsOfNoticesAreShownWithTheirNamesReplaced() throws IOException {
        write("myhostname = mx.example.test\nbounce_template_file = " + folder + "/texts\n");
        Files.writeString(folder.resolve("texts"), """
            verify_template = <<END
            Subject: Hello

            From $myhostname after $maximal_queue_lifetime_days days
            END
            """);
        assertTrue(postconf("-b").out().endsWith("""
            expanded_verify_text = <<EOF
            From mx.example.test after 5 days
            EOF
            """));
        assertTrue(postconf("-t", "").out().contains("Enclosed is the mail delivery report"));
        Files.writeString(folder.resolve("texts"), "verify_template = <<END\nSubject: Hello\n\n$nobody\nEND\n");
        assertEquals("postfix/bounce: fatal: " + folder + "/texts: undefined $name in verify template: $nobody\n",
            postconf("-b").err());
    }

    @Test void aCommentBehindAValueIsWarnedOfWithItsBeginning() throws IOException {
        write("mydestination = here # and this is far too much to be shown\n");
        assertEquals("postconf: warning: " + folder + "/main.cf: #comment after other text is not allowed: "
            + "# and this is far too ...\n", postconf("mydestination").err());
    }

    @Test void masterCfKeepsWhatIsNotMeant() throws IOException {
        assertEquals(shown(""), postconf("-F", "box/unix/process_limit=7"));
        assertEquals(shown(""), postconf("-P", "smtp/inet/myorigin=here"));
        assertEquals(shown(""), postconf("-PX", "smtp/inet/mynetworks"));
        assertEquals("""
            # about the pipe
            smtp       inet  n       -       n       -       -       smtpd
                -o syslog_name=postfix/$service_name
                -o myorigin=here
            box        unix  -       n       n       -       7       pipe flags=DRhu
                {argv=/bin/cat x}
            """, read("master.cf"));
        assertEquals(shown(""), postconf("-M#", "smtp/inet"));
        assertEquals(shown(""), postconf("-Me", "box/unix=new unix - - n - 1 discard"));
        assertEquals("""
            # about the pipe
            #smtp       inet  n       -       n       -       -       smtpd
            #    -o syslog_name=postfix/$service_name
            #    -o myorigin=here
            new        unix  -       -       n       -       1       discard
            """, read("master.cf"));
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
        "-d -n; specify one of -d, -n",
        "-M -F; specify one of -F, -M",
        "-e; -e requires name=value argument",
        "-X; missing service argument",
        "-X a=b; specify one of -e, -X",
        "-e =x; missing attribute name: \"=x\"",
        "-j -l -d; with option -l, do not specify -d -j",
        "-C some biff; unknown -C option value \"some\" in \"some\"",
        "-F smtp/inet/wrong; invalid service attribute name: \"wrong\"",
        "-M /x; -M option requires service_name[/type]",
        "-T x -T y; At most one -T <mode> option may be specified"})
    void wrongUseIsToldAsPostfixTellsIt(String arguments, String message) {
        assertEquals(failed(message), postconf(arguments.split(" ")));
    }

    @Test void defaultsDoNotLookAtMainCf() throws IOException {
        write("no equals sign");
        assertEquals(shown("queue_run_delay = 300s\n"), postconf("-d", "queue_run_delay"));
        assertEquals(failed(folder + "/main.cf, line 1: missing '=' after attribute name: \"no equals sign\""),
            postconf("queue_run_delay"));
    }
}
