package dev.signals.quarkus.deployment;

import dev.signals.hibernate.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** The classes of the application that have receiver methods, of their own or inherited. */
final class ReceiverTypes {

    private static final DotName RECEIVER = DotName.createSimple(Receiver.class);

    private final IndexView index;
    private final Set<DotName> declaring;

    ReceiverTypes(IndexView index) {
        this.index = index;
        this.declaring = index.getAnnotations(RECEIVER).stream()
                .map(AnnotationInstance::target)
                .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
                .map(target -> target.asMethod().declaringClass().name())
                .collect(Collectors.toSet());
    }

    /** Returns the names of the classes that declare receiver methods. */
    Set<DotName> declaring() {
        return declaring;
    }

    /** Returns whether a class has receiver methods. */
    boolean has(@Nullable ClassInfo type) {
        return !methods(type).isEmpty();
    }

    /** Returns the receiver methods of a class. */
    List<MethodInfo> methods(@Nullable ClassInfo type) {
        List<MethodInfo> methods = new ArrayList<>();
        if (!declaring.isEmpty()) {
            collect(type, methods);
        }
        return methods;
    }

    private void collect(@Nullable ClassInfo type, List<MethodInfo> methods) {
        if (type == null) {
            return;
        }
        if (declaring.contains(type.name())) {
            type.methods().stream()
                    .filter(method -> method.hasDeclaredAnnotation(RECEIVER))
                    .forEach(methods::add);
        }
        collect(find(type.superName()), methods);
        type.interfaceNames().forEach(name -> collect(find(name), methods));
    }

    private @Nullable ClassInfo find(@Nullable DotName name) {
        return name == null ? null : index.getClassByName(name);
    }
}
