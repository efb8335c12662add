package org.postrider.house;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads class files and says what they refer to though it is not theirs to.
record Floors(Rooms rooms) {
    private static final String OURS = "org/postrider/";
    /// A class of ours in a name, descriptor or signature.
    private static final Pattern OUR_CLASS = Pattern.compile("(?:^|[L\\[(<;])" + OURS + "((?:[a-z]+/)*)(\\w+)");
    private static final String NATIVE = "java/lang/foreign/";
    /// Whoever reads the clock or sleeps cannot be tested in another time.
    private static final Set<String> CLOCK = Set.of(
        "java/lang/System.nanoTime", "java/lang/System.currentTimeMillis", "java/lang/Thread.sleep",
        "java/time/Instant.now", "java/time/LocalDateTime.now", "java/time/LocalDate.now", "java/time/LocalTime.now",
        "java/time/ZonedDateTime.now", "java/time/OffsetDateTime.now", "java/time/Year.now",
        "java/time/Clock.systemUTC", "java/time/Clock.systemDefaultZone", "java/time/Clock.system",
        "java/util/concurrent/TimeUnit.sleep");

    /// @return one line per offence of the class
    Set<String> offences(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        String name = model.thisClass().asInternalName();
        String room = room(name.substring(0, name.lastIndexOf('/') + 1));
        var offences = new TreeSet<String>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof Utf8Entry text) rooms(room, name, text.stringValue(), offences);
            if (entry instanceof Utf8Entry text && !room.equals("os") && text.stringValue().contains(NATIVE))
                offences.add(name + " uses java.lang.foreign, which is for room os alone");
            if (entry instanceof MemberRefEntry member && !room.equals("time")) clock(name, member, offences);
        }
        if (!rooms.rooms().containsKey(room)) offences.add("room " + room + " of " + name + " has no row in ROOMS.md");
        return offences;
    }

    private void rooms(String room, String name, String text, Set<String> offences) {
        Matcher found = OUR_CLASS.matcher(text);
        while (found.find()) {
            String other = room(OURS + found.group(1));
            if (!rooms.allows(room, other, found.group(2).replaceFirst("\\$.*", "")))
                offences.add(name + " of room " + room + " refers to " + found.group(2) + " of room " + other);
        }
    }

    private static void clock(String name, MemberRefEntry member, Set<String> offences) {
        String called = member.owner().asInternalName() + "." + member.name().stringValue();
        boolean date = called.equals("java/util/Date.<init>") && member.type().stringValue().equals("()V");
        if (date || CLOCK.contains(called))
            offences.add(name + " uses " + called.replace('/', '.') + ", which is for room time alone");
    }

    private static String room(String folder) {
        return folder.substring(OURS.length()).replaceFirst("/$", "").replace('/', '.');
    }
}
