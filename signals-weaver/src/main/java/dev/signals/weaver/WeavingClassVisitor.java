package dev.signals.weaver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the methods of one class, and adds the methods that woven code calls in the class itself.
 *
 * <p>What is to happen only if somebody listens is in a method of its own, because a branch at the call site would need
 * a stack map frame with an object that is not initialized.
 */
final class WeavingClassVisitor extends ClassVisitor {

    private static final int ADDED = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    private static final String OBJECT = "java/lang/Object";

    private final Predicate<String> entities;
    private final Map<Constructor, String> announcements = new LinkedHashMap<>();
    private final Map<Constructor, String> factories = new LinkedHashMap<>();
    private String name = "";
    private boolean isInterface;
    private boolean hasFrames;
    private boolean wovenBefore;

    /** A constructor that is called in this class. */
    record Constructor(String owner, String descriptor) {

        Type[] arguments() {
            return Type.getArgumentTypes(descriptor);
        }
    }

    /**
     * @param next null to find out only what would be woven
     * @param entities tells by the name of a class whether it is an entity
     */
    WeavingClassVisitor(@Nullable ClassVisitor next, Predicate<String> entities) {
        super(OpenedClassReader.ASM_API, next);
        this.entities = entities;
    }

    /** Returns whether there was anything to weave. */
    boolean hasWoven() {
        return !announcements.isEmpty();
    }

    /** Returns whether the class had been woven already. */
    boolean wasWovenBefore() {
        return wovenBefore;
    }

    void foundWovenCode() {
        wovenBefore = true;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        this.name = name;
        this.isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        this.hasFrames = (version & 0xFFFF) >= Opcodes.V1_8;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
        return hasFrames ? new WeavingMethodVisitor(next, this, access, descriptor) : next;
    }

    /** Returns whether {@code new} of a class is woven. */
    boolean isEntity(String owner) {
        return entities.test(owner.replace('/', '.'));
    }

    /** Calls the method that announces a constructor. The arguments of the constructor are on the stack. */
    void callAnnouncement(MethodVisitor code, Constructor constructor) {
        String method = announcements.computeIfAbsent(constructor, key -> "signals$before$" + announcements.size());
        code.visitMethodInsn(Opcodes.INVOKESTATIC, name, method, announcement(constructor), isInterface);
    }

    private static String announcement(Constructor constructor) {
        return Type.getMethodDescriptor(Type.VOID_TYPE, constructor.arguments());
    }

    /** Returns a handle of a method that calls a constructor, to take the place of the constructor itself. */
    Handle factory(Constructor constructor) {
        String method = factories.computeIfAbsent(constructor, key -> "signals$new$" + factories.size());
        return new Handle(Opcodes.H_INVOKESTATIC, name, method, factory(constructor.owner, constructor), isInterface);
    }

    private static String factory(String owner, Constructor constructor) {
        return Type.getMethodDescriptor(Type.getObjectType(owner), constructor.arguments());
    }

    @Override
    public void visitEnd() {
        factories.forEach(this::addFactory); // before the announcements, which it may add to
        announcements.forEach(this::addAnnouncement);
        super.visitEnd();
    }

    private void addFactory(Constructor constructor, String method) {
        MethodVisitor code = visitMethod(ADDED, method, factory(constructor.owner, constructor), null, null);
        if (code == null) {
            return;
        }
        code.visitCode();
        code.visitTypeInsn(Opcodes.NEW, constructor.owner);
        code.visitInsn(Opcodes.DUP);
        int size = loadAll(code, constructor.arguments());
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, constructor.owner, "<init>", constructor.descriptor, false);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(2 + size, size);
        code.visitEnd();
    }

    /** Loads all arguments of a static method and returns their size. */
    private static int loadAll(MethodVisitor code, Type[] arguments) {
        int slot = 0;
        for (Type argument : arguments) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        return slot;
    }

    private void addAnnouncement(Constructor constructor, String method) {
        MethodVisitor code = super.visitMethod(ADDED, method, announcement(constructor), null, null);
        if (code == null) {
            return;
        }
        Type[] arguments = constructor.arguments();
        Label end = new Label();
        code.visitCode();
        code.visitLdcInsn(Type.getObjectType(constructor.owner));
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, WeavingMethodVisitor.RUNTIME, "isHeard", "(Ljava/lang/Class;)Z", false);
        code.visitJumpInsn(Opcodes.IFEQ, end);
        code.visitLdcInsn(Type.getObjectType(constructor.owner));
        code.visitIntInsn(Opcodes.SIPUSH, arguments.length);
        code.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
        int slot = 0;
        for (int i = 0; i < arguments.length; i++) {
            code.visitInsn(Opcodes.DUP);
            code.visitIntInsn(Opcodes.SIPUSH, i);
            code.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), slot);
            box(code, arguments[i]);
            code.visitInsn(Opcodes.AASTORE);
            slot += arguments[i].getSize();
        }
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                WeavingMethodVisitor.RUNTIME,
                "before",
                "(Ljava/lang/Class;[Ljava/lang/Object;)V",
                false);
        code.visitLabel(end);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(6, slot); // class, array twice, index, and a value of two words
        code.visitEnd();
    }

    private static void box(MethodVisitor code, Type type) {
        String wrapper = switch (type.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.CHAR -> "java/lang/Character";
            case Type.BYTE -> "java/lang/Byte";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            case Type.DOUBLE -> "java/lang/Double";
            default -> null;
        };
        if (wrapper != null) {
            String descriptor = Type.getMethodDescriptor(Type.getObjectType(wrapper), type);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
        }
    }
}
