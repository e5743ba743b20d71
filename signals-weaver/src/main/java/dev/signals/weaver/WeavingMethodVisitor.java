package dev.signals.weaver;

import dev.signals.weaver.WeavingClassVisitor.Constructor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the code of one method.
 *
 * <p>Each {@code NEW} waits for the call of the constructor that belongs to it. They nest, as expressions do. A call
 * without one is {@code this(...)} or {@code super(...)}, and is left alone.
 */
final class WeavingMethodVisitor extends MethodVisitor {

    /** The class that woven code calls. Its name and methods are part of what is published. */
    static final String RUNTIME = "dev/signals/hibernate/internal/construct/WovenNew";

    private final @Nullable MethodVisitor next;
    private final WeavingClassVisitor type;
    private final LocalSlots slots;
    private final Deque<Allocation> allocations = new ArrayDeque<>();
    private final Set<Label> labelsHere = new HashSet<>();
    private @Nullable Allocation latest;
    private int usedSlots;
    private int moreStack;

    /** An object that has been allocated, and whose constructor has not been called. */
    private static final class Allocation {

        private final String owner;
        private final Set<Label> labels;

        /** Whether the stack has it twice, so that it is still there after the constructor. */
        private boolean duplicated;

        /** Whether it is at another place than on top of the stack, which compilers do not do. */
        private boolean moved;

        Allocation(String owner, Set<Label> labels) {
            this.owner = owner;
            this.labels = labels;
        }
    }

    WeavingMethodVisitor(@Nullable MethodVisitor next, WeavingClassVisitor type, int access, String descriptor) {
        super(OpenedClassReader.ASM_API, next);
        this.next = next;
        this.type = type;
        this.slots = new LocalSlots(access, descriptor);
    }

    @Override
    public void visitTypeInsn(int opcode, String operand) {
        instruction(opcode);
        if (opcode == Opcodes.NEW) {
            latest = new Allocation(operand, Set.copyOf(labelsHere));
            allocations.push(latest);
        }
        labelsHere.clear();
        super.visitTypeInsn(opcode, operand);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        instructionWithoutLabels(opcode);
        if (owner.equals(RUNTIME)) {
            type.foundWovenCode();
        }
        Allocation allocation = allocations.peek();
        if (!name.equals("<init>") || allocation == null || !allocation.owner.equals(owner)) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        allocations.pop();
        if (allocation.moved || !type.isEntity(owner)) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        } else {
            weave(allocation, new Constructor(owner, descriptor));
        }
    }

    /** Writes the call of a constructor, with what announces it before and afterwards. */
    private void weave(Allocation allocation, Constructor constructor) {
        Type[] arguments = constructor.arguments();
        int[] slotOf = new int[arguments.length];
        int free = slots.free();
        for (int i = 0; i < arguments.length; i++) {
            slotOf[i] = free;
            free += arguments[i].getSize();
        }
        usedSlots = Math.max(usedSlots, free);
        for (int i = arguments.length - 1; i >= 0; i--) {
            super.visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), slotOf[i]);
        }
        if (!allocation.duplicated) {
            super.visitInsn(Opcodes.DUP);
            moreStack = 1;
        }
        load(arguments, slotOf);
        type.callAnnouncement(direct(), constructor);
        load(arguments, slotOf);
        super.visitMethodInsn(Opcodes.INVOKESPECIAL, constructor.owner(), "<init>", constructor.descriptor(), false);
        if (allocation.duplicated) {
            super.visitInsn(Opcodes.DUP);
        }
        super.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, "after", "(Ljava/lang/Object;)V", false);
    }

    private void load(Type[] arguments, int... slotOf) {
        for (int i = 0; i < arguments.length; i++) {
            super.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), slotOf[i]);
        }
    }

    /** Returns what writes instructions that are not looked at. */
    private MethodVisitor direct() {
        return next == null ? new MethodVisitor(OpenedClassReader.ASM_API) {} : next;
    }

    @Override
    public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrapMethod, Object... bootstrapMethodArguments) {
        instructionWithoutLabels(Opcodes.INVOKEDYNAMIC);
        // A serializable lambda is found again by the method it calls, so altMetafactory is left alone.
        boolean lambda = bootstrapMethod.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                && bootstrapMethod.getName().equals("metafactory");
        Object[] arguments = lambda
                ? Arrays.stream(bootstrapMethodArguments).map(this::woven).toArray()
                : bootstrapMethodArguments;
        super.visitInvokeDynamicInsn(name, descriptor, bootstrapMethod, arguments);
    }

    /** Returns what stands for a constructor reference, and anything else as it is. */
    private Object woven(Object argument) {
        if (argument instanceof Handle handle
                && handle.getTag() == Opcodes.H_NEWINVOKESPECIAL
                && type.isEntity(handle.getOwner())) {
            return type.factory(new Constructor(handle.getOwner(), handle.getDesc()));
        }
        return argument;
    }

    @Override
    public void visitLabel(Label label) {
        labelsHere.add(label);
        super.visitLabel(label);
    }

    /** Forgets the objects that are not on the stack here, because the code up to here has thrown them away. */
    @Override
    public void visitFrame(
            int type,
            int numLocal,
            @Nullable Object @Nullable [] local,
            int numStack,
            @Nullable Object @Nullable [] stack) {
        boolean mayHaveStack = type == Opcodes.F_SAME1 || type == Opcodes.F_FULL || type == Opcodes.F_NEW;
        List<@Nullable Object> onStack =
                mayHaveStack && stack != null ? Arrays.asList(stack).subList(0, numStack) : List.of();
        allocations.removeIf(each -> onStack.stream().noneMatch(each.labels::contains));
        slots.use(type, numLocal, local);
        super.visitFrame(type, numLocal, local, numStack, stack);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + moreStack, Math.max(maxLocals, usedSlots));
    }

    @Override
    public void visitInsn(int opcode) {
        instructionWithoutLabels(opcode);
        super.visitInsn(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        instructionWithoutLabels(opcode);
        super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int slot) {
        instructionWithoutLabels(opcode);
        slots.use(opcode, slot);
        super.visitVarInsn(opcode, slot);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        instructionWithoutLabels(opcode);
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        instructionWithoutLabels(opcode);
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitLdcInsn(Object value) {
        instructionWithoutLabels(Opcodes.LDC);
        super.visitLdcInsn(value);
    }

    @Override
    public void visitIincInsn(int slot, int increment) {
        instructionWithoutLabels(Opcodes.IINC);
        slots.use(Opcodes.IINC, slot);
        super.visitIincInsn(slot, increment);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        instructionWithoutLabels(Opcodes.TABLESWITCH);
        super.visitTableSwitchInsn(min, max, otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        instructionWithoutLabels(Opcodes.LOOKUPSWITCH);
        super.visitLookupSwitchInsn(otherwise, keys, labels);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        instructionWithoutLabels(Opcodes.MULTIANEWARRAY);
        super.visitMultiANewArrayInsn(descriptor, dimensions);
    }

    private void instructionWithoutLabels(int opcode) {
        instruction(opcode);
        labelsHere.clear();
    }

    /** Learns from an instruction what has become of the object that the one before has allocated. */
    private void instruction(int opcode) {
        Allocation allocated = latest;
        if (allocated != null) {
            latest = null;
            allocated.duplicated = opcode == Opcodes.DUP;
            allocated.moved = !allocated.duplicated
                    && (opcode == Opcodes.ASTORE || (opcode >= Opcodes.POP && opcode <= Opcodes.SWAP));
        }
    }
}
