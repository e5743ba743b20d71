package dev.signals.it.version;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** What compiled classes use of Hibernate, looked up as the virtual machine would do it when it links them. */
final class References {

    private static final int API = Opcodes.ASM9;

    private final ClassLoader hibernate;
    private final SortedMap<String, SortedSet<String>> missing = new TreeMap<>();

    private References(ClassLoader hibernate) {
        this.hibernate = hibernate;
    }

    /**
     * Returns what is not there, by the simple name of the class that uses it.
     *
     * @param classes a jar or a folder
     */
    static SortedMap<String, SortedSet<String>> missing(Path classes, ClassLoader hibernate) throws IOException {
        References references = new References(hibernate);
        if (Files.isDirectory(classes)) {
            references.readAll(classes);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(classes)) {
                references.readAll(jar.getPath("/"));
            }
        }
        return references.missing;
    }

    private void readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                read(new ClassReader(Files.readAllBytes(file)));
            }
        }
    }

    private void read(ClassReader reader) {
        String user = reader.getClassName().substring(reader.getClassName().lastIndexOf('/') + 1);
        reader.accept(new InClass(user), ClassReader.SKIP_DEBUG);
    }

    private final class InClass extends ClassVisitor {

        private final String user;

        InClass(String user) {
            super(API);
            this.user = user;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String[] interfaces) {
            extended(superName, false);
            Arrays.stream(interfaces).forEach(type -> extended(type, true));
        }

        private void extended(@Nullable String superType, boolean isInterface) {
            Class<?> type = superType == null ? null : lookUp(user, superType);
            if (type != null && type.isInterface() != isInterface) {
                add(user, superType + (isInterface ? " as an interface" : " as a class"));
            }
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
            return new InMethod(user);
        }
    }

    private final class InMethod extends MethodVisitor {

        private final String user;

        InMethod(String user) {
            super(API);
            this.user = user;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            lookUp(user, type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            Class<?> type = lookUp(user, owner);
            if (type != null && !hasField(type, name, descriptor)) {
                add(user, owner + "." + name);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            method(owner, name, descriptor, isInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    method(handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
                }
            }
        }

        private void method(String owner, String name, String descriptor, boolean isInterface) {
            Class<?> type = lookUp(user, owner);
            if (type != null && type.isInterface() != isInterface) {
                add(user, owner + (isInterface ? " as an interface" : " as a class"));
            } else if (type != null && !hasMethod(type, name, descriptor)) {
                add(user, owner + "." + name + descriptor);
            }
        }
    }

    /** Returns a class of Hibernate; null for one of others, and for one that is not there. */
    private @Nullable Class<?> lookUp(String user, String internalName) {
        if (!internalName.startsWith("org/hibernate/")) {
            return null;
        }
        try {
            return Class.forName(internalName.replace('/', '.'), false, hibernate);
        } catch (ClassNotFoundException | LinkageError e) {
            add(user, internalName);
            return null;
        }
    }

    private void add(String user, String what) {
        missing.computeIfAbsent(user, key -> new TreeSet<>()).add(what);
    }

    private static boolean hasField(Class<?> type, String name, String descriptor) {
        for (Field field : type.getFields()) {
            if (field.getName().equals(name)
                    && Type.getDescriptor(field.getType()).equals(descriptor)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMethod(Class<?> type, String name, String descriptor) {
        if (name.equals("<init>")) {
            return Arrays.stream(type.getDeclaredConstructors())
                    .filter(constructor -> !Modifier.isPrivate(constructor.getModifiers()))
                    .anyMatch(constructor -> descriptorOf(constructor).equals(descriptor));
        }
        for (Method method : type.getDeclaredMethods()) {
            if (!Modifier.isPrivate(method.getModifiers())
                    && method.getName().equals(name)
                    && Type.getMethodDescriptor(method).equals(descriptor)) {
                return true;
            }
        }
        Class<?> above = type.isInterface() ? Object.class : type.getSuperclass();
        return (above != null && hasMethod(above, name, descriptor))
                || Arrays.stream(type.getInterfaces()).anyMatch(each -> hasMethod(each, name, descriptor));
    }

    private static String descriptorOf(Constructor<?> constructor) {
        return Type.getConstructorDescriptor(constructor);
    }
}
