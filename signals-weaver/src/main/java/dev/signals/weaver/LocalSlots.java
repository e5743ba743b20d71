package dev.signals.weaver;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The local variables of a method that may be in use, followed from the first instruction to the last.
 *
 * <p>A variable that is stored only further down can be in use further up after a jump back. The frame at the target of the
 * jump shows it.
 */
final class LocalSlots {

    private final List<Integer> frame = new ArrayList<>();
    private int free;

    LocalSlots(int access, String descriptor) {
        if ((access & Opcodes.ACC_STATIC) == 0) {
            frame.add(1);
        }
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            frame.add(argument.getSize());
        }
        useFrame();
    }

    /** Returns the first slot that no variable has used so far. */
    int free() {
        return free;
    }

    /** Notes an instruction that loads or stores a variable. */
    void use(int opcode, int slot) {
        boolean wide = opcode == Opcodes.LLOAD
                || opcode == Opcodes.DLOAD
                || opcode == Opcodes.LSTORE
                || opcode == Opcodes.DSTORE;
        free = Math.max(free, slot + (wide ? 2 : 1));
    }

    /** Notes a stack map frame, with the parameters of its visit. */
    void use(int type, int numLocal, @Nullable Object @Nullable [] local) {
        if (type == Opcodes.F_CHOP) {
            frame.subList(frame.size() - numLocal, frame.size()).clear();
        } else if (type == Opcodes.F_APPEND || type == Opcodes.F_FULL || type == Opcodes.F_NEW) {
            if (type != Opcodes.F_APPEND) {
                frame.clear();
            }
            for (int i = 0; local != null && i < numLocal; i++) {
                frame.add(size(local[i]));
            }
        }
        useFrame();
    }

    private static int size(@Nullable Object type) {
        return Opcodes.LONG.equals(type) || Opcodes.DOUBLE.equals(type) ? 2 : 1;
    }

    private void useFrame() {
        free = Math.max(free, frame.stream().mapToInt(Integer::intValue).sum());
    }
}
