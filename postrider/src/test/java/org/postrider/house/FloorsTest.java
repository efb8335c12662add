package org.postrider.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FloorsTest {
    private static final Set<String> NO_ROOMS = Set.of("util", "utils", "common", "base", "impl", "helper", "misc");
    private static final Rooms ROOMS = Rooms.parse(Project.read(Project.root().resolve("ROOMS.md")));
    private static final Floors FLOORS = new Floors(ROOMS);

    @Test void noRoomRefersToWhatItsRowDoesNotGrant() throws IOException {
        var offences = new TreeSet<String>();
        List<Path> classes = Project.files(Project.classes(), ".class");
        for (Path file : classes) offences.addAll(FLOORS.offences(Files.readAllBytes(file)));
        assertTrue(classes.size() > 10, "no classes found in " + Project.classes());
        assertEquals(Set.of(), offences);
    }

    @Test void theTableItselfHasNoCirclesAndNoGrantUpward() {
        assertEquals(List.of(), ROOMS.flaws());
    }

    @Test void everyRoomHasItsManualPage() {
        Path sources = Project.root().resolve("postrider/src/main/java");
        var folders = Project.files(sources, ".java").stream().map(Path::getParent).collect(Collectors.toSet());
        assertFalse(folders.isEmpty());
        for (Path folder : folders) assertTrue(Files.exists(folder.resolve("package-info.java")), folder::toString);
    }

    @Test void noRoomIsADrawerForEverything() {
        for (String room : ROOMS.rooms().keySet())
            for (String part : room.split("\\.")) assertFalse(NO_ROOMS.contains(part), room);
    }

    @Test void aReferenceUpwardIsFound() {
        assertEquals(
            Set.of("org/postrider/text/Bad of room text refers to Journal of room queue"),
            withField("org.postrider.text.Bad", "org.postrider.queue.Journal"));
        assertEquals(Set.of(), withField("org.postrider.queue.Good", "org.postrider.text.Latin1"));
    }

    @Test void aReferenceHiddenInAnArrayIsFound() {
        assertEquals(1, withField("org.postrider.address.Bad", "org.postrider.status.Reply[]").size());
    }

    @Test void agentsDoNotKnowOneAnother() {
        assertEquals(1, withField("org.postrider.agent.smtp.Bad", "org.postrider.agent.local.Mailbox").size());
        assertEquals(Set.of(), withField("org.postrider.agent.smtp.Good", "org.postrider.delivery.Outcome"));
    }

    @Test void commandsKnowTheParametersOfAllRoomsAndNoMoreOfThem() {
        assertEquals(Set.of(), withField("org.postrider.command.Good", "org.postrider.smtpd.SmtpdParams"));
        assertEquals(1, withField("org.postrider.command.Bad", "org.postrider.smtpd.Session").size());
    }

    @Test void aRoomWithoutARowIsFound() {
        assertEquals(
            Set.of("room attic of org/postrider/attic/Bad has no row in ROOMS.md"),
            withField("org.postrider.attic.Bad", "java.lang.String"));
    }

    @Test void nativeCodeOutsideItsRoomIsFound() {
        assertEquals(1, withField("org.postrider.queue.Bad", "java.lang.foreign.MemorySegment").size());
        assertEquals(Set.of(), withField("org.postrider.os.Good", "java.lang.foreign.MemorySegment"));
    }

    @Test void readingTheClockOutsideItsRoomIsFound() {
        assertEquals(
            Set.of("org/postrider/queue/Bad uses java.lang.System.nanoTime, which is for room time alone"),
            withCall("org.postrider.queue.Bad", "java.lang.System", "nanoTime"));
        assertEquals(1, withCall("org.postrider.qmgr.Bad", "java.util.Date", "<init>").size());
        assertEquals(Set.of(), withCall("org.postrider.time.Good", "java.lang.System", "nanoTime"));
    }

    @Test void aTableThatNamesUnknownRoomsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Rooms.parse("| 0 | `a` | x | `b` |"));
        assertThrows(IllegalArgumentException.class, () -> Rooms.parse("no table"));
        assertThrows(IllegalArgumentException.class, () -> Rooms.parse("| 0 | `a` | x | |\n| 1 | `a` | x | |"));
    }

    @Test void aTableWithACircleIsFound() {
        var circle = Rooms.parse("| 0 | `a` | x | `b` |\n| 0 | `b` | x | `a` |\n| 0 | `text` | x | |");
        assertFalse(circle.flaws().isEmpty());
        assertFalse(Rooms.parse("| 0 | `a` | x | `b` |\n| 1 | `b` | x | |\n| 0 | `text` | x | |").flaws().isEmpty());
    }

    @Test void floorsLeaveOutTheRowsOwnAndWhatIsTakenBack() {
        var rooms = Rooms.parse("""
            | 0 | `text` | x | |
            | 0 | `b` | x | |
            | 1 | `c` | x | floors 0-1, not `b` |
            | 1 | `d` | x | floor 0 |
            """);
        assertEquals(Set.of("text"), rooms.rooms().get("c").rooms());
        assertEquals(Set.of("text", "b"), rooms.rooms().get("d").rooms());
    }

    private static Set<String> withField(String name, String type) {
        ClassDesc field = type.endsWith("[]")
            ? ClassDesc.of(type.substring(0, type.length() - 2)).arrayType() : ClassDesc.of(type);
        return FLOORS.offences(ClassFile.of().build(ClassDesc.of(name), made -> made.withField("field", field, 0)));
    }

    private static Set<String> withCall(String name, String owner, String method) {
        return FLOORS.offences(ClassFile.of().build(ClassDesc.of(name), made -> made.withMethodBody(
            "method", MethodTypeDesc.ofDescriptor("()V"), ClassFile.ACC_STATIC,
            code -> code.invokestatic(
                ClassDesc.of(owner), method, MethodTypeDesc.ofDescriptor(method.equals("<init>") ? "()V" : "()J"))
                .return_())));
    }
}
