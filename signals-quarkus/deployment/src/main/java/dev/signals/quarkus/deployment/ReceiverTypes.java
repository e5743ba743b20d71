package dev.signals.quarkus.deployment;

import dev.signals.hibernate.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** The classes of the application that have receiver methods, of their own or inherited. */
final class ReceiverTypes {

    private static final DotName RECEIVER = DotName.createSimple(Receiver.class);

    private final IndexView index;
    private final IndexView beans;

    /**
     * Looks for receiver methods.
     *
     * @param index the classes of the application
     * @param beans an index that also reads superclasses which the application has not indexed, as those of a plain jar
     */
    ReceiverTypes(IndexView index, IndexView beans) {
        this.index = index;
        this.beans = beans;
    }

    /** Returns whether a class has receiver methods. */
    boolean has(@Nullable ClassInfo type) {
        return !methods(type).isEmpty();
    }

    /** Returns the receiver methods of a class. */
    List<MethodInfo> methods(@Nullable ClassInfo type) {
        List<MethodInfo> methods = new ArrayList<>();
        collect(type, methods);
        return methods;
    }

    private void collect(@Nullable ClassInfo type, List<MethodInfo> methods) {
        if (type == null) {
            return;
        }
        type.methods().stream()
                .filter(method -> method.hasDeclaredAnnotation(RECEIVER))
                .forEach(methods::add);
        collect(find(type.superName()), methods);
        type.interfaceNames().forEach(name -> collect(find(name), methods));
    }

    private @Nullable ClassInfo find(@Nullable DotName name) {
        if (name == null || name.equals(DotName.OBJECT_NAME)) {
            return null;
        }
        ClassInfo indexed = index.getClassByName(name);
        return indexed == null ? beans.getClassByName(name) : indexed;
    }
}
