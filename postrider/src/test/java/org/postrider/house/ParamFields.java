package org.postrider.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.postrider.config.Param;
import org.postrider.config.ParamFamily;
import org.postrider.config.Twins;

/// Where parameters are declared and read, from the class files.
///
/// @param declared each [Param], [ParamFamily] and [Twins] of a class named `...Params`, by its field
/// @param read     the static fields that some other class reads
record ParamFields(Map<Field, Object> declared, Set<Field> read) {
    /// A static field of a class.
    record Field(String owner, String name) {
        @Override public String toString() {
            return owner + "." + name;
        }
    }

    /// @param classes the folder with the class files, which are on the class path
    static ParamFields of(Path classes) {
        var fields = new ParamFields(new LinkedHashMap<>(), new HashSet<>());
        try (var files = Files.walk(classes)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class")).sorted().toList()) {
                String name = classes.relativize(file).toString().replace(".class", "").replace('/', '.');
                if (name.endsWith("Params")) fields.declare(Class.forName(name));
                fields.read(ClassFile.of().parse(file));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ReflectiveOperationException broken) {
            throw new AssertionError(broken);
        }
        return new ParamFields(Collections.unmodifiableMap(fields.declared), Set.copyOf(fields.read));
    }

    private void declare(Class<?> params) throws IllegalAccessException {
        for (var field : params.getDeclaredFields())
            if (Modifier.isStatic(field.getModifiers())
                && (field.getType() == Param.class || field.getType() == ParamFamily.class
                    || field.getType() == Twins.class)) {
                field.setAccessible(true);
                declared.put(new Field(params.getName(), field.getName()), field.get(null));
            }
    }

    private void read(ClassModel model) {
        String self = model.thisClass().asInternalName().replace('/', '.');
        for (var method : model.methods()) read(self, method);
    }

    private void read(String self, MethodModel method) {
        if (method.code().isEmpty()) return;
        for (var element : method.code().get())
            if (element instanceof FieldInstruction field && field.opcode() == Opcode.GETSTATIC) {
                String owner = field.owner().asInternalName().replace('/', '.');
                if (!owner.equals(self)) read.add(new Field(owner, field.name().stringValue()));
            }
    }
}
