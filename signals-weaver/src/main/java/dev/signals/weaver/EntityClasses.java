package dev.signals.weaver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** The classes that are entities, as far as class files and the configuration of the build tell. */
final class EntityClasses {

    private static final String ENTITY = "Ljakarta/persistence/Entity;";

    private final List<String> named;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /**
     * @param named classes and packages that are entities without an annotation
     */
    EntityClasses(List<String> named) {
        this.named = named;
    }

    /** Returns whether a class is an entity. A class whose file is not found is none. */
    boolean has(String name, ClassFileLocator classes) {
        Boolean answer = known.get(name);
        if (answer == null) {
            answer = isNamed(name) || (!name.startsWith("java.") && isAnnotated(SignalsWeaver.read(name, classes)));
            known.put(name, answer);
        }
        return answer;
    }

    private boolean isNamed(String name) {
        return named.stream().anyMatch(each -> name.equals(each) || name.startsWith(each + "."));
    }

    private static boolean isAnnotated(byte[] bytes) {
        if (bytes.length == 0) {
            return false;
        }
        boolean[] found = {false};
        OpenedClassReader.of(bytes)
                .accept(
                        new ClassVisitor(OpenedClassReader.ASM_API) {
                            @Override
                            public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                                found[0] |= descriptor.equals(ENTITY);
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found[0];
    }
}
