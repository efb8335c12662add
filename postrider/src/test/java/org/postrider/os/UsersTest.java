package org.postrider.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.postrider.os.Users.Answer;

class UsersTest {
    private final Users users = Users.system();

    @Test void rootIsFoundByNameAndByNumber() {
        var byName = assertInstanceOf(Answer.Found.class, users.user("root")).value();
        assertEquals(byName, assertInstanceOf(Answer.Found.class, users.user(0)).value());
        var root = (User) byName;
        assertEquals(List.of("root", 0, 0), List.of(root.name(), root.uid(), root.gid()));
        assertTrue(root.home().startsWith("/"), root.home());
    }

    @Test void everyRowOfThePasswordFileIsReadAsItStands() throws Exception {
        for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
            var field = line.split(":", -1);
            if (field.length != 7) continue;
            assertEquals(new Answer.Found<>(new User(field[0], Integer.parseUnsignedInt(field[2]),
                Integer.parseUnsignedInt(field[3]), field[4], field[5], field[6])), users.user(field[0]));
        }
    }

    @Test void aNameThatNobodyHasIsAbsentNotUnavailable() {
        assertEquals(new Answer.Absent<User>(), users.user("no-such-user-here"));
        assertEquals(new Answer.Absent<User>(), users.user(""));
        assertEquals(new Answer.Absent<User>(), users.user("root\0x"));
        assertEquals(new Answer.Absent<User>(), users.user("r\u00f6\u00f6t"));
        assertEquals(new Answer.Absent<User>(), users.user(123456789));
        assertEquals(new Answer.Absent<Group>(), users.group("no-such-group-here"));
    }

    @Test void groupsListTheirMembers() throws Exception {
        for (String line : Files.readAllLines(Path.of("/etc/group"))) {
            var field = line.split(":", -1);
            if (field.length != 4) continue;
            var members = field[3].isEmpty() ? List.<String>of() : List.of(field[3].split(","));
            var expected = new Answer.Found<>(new Group(field[0], Integer.parseUnsignedInt(field[2]), members));
            assertEquals(expected, users.group(field[0]));
            assertEquals(expected, users.group(Integer.parseUnsignedInt(field[2])));
        }
    }

    @Test void theGroupsOfAUserBeginWithItsPrimaryGroup() {
        var daemon = (User) assertInstanceOf(Answer.Found.class, users.user("daemon")).value();
        var groups = (List<?>) assertInstanceOf(Answer.Found.class, users.groups(daemon)).value();
        assertEquals(daemon.gid(), groups.getFirst());
    }

    @Test void aVirtualThreadGetsTheSameAnswer() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertEquals(users.user("root"), threads.submit(() -> users.user("root")).get());
        }
    }

    @Test void thisProcessKnowsWhoItIs() throws Exception {
        var me = Identity.current();
        assertEquals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), me.euid());
        assertEquals(ProcessHandle.current().pid(), me.pid());
        assertEquals(me.euid() == 0, me.root());
        assertFalse(Identity.hostname().isBlank());
    }
}
