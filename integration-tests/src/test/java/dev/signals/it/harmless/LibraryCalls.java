package dev.signals.it.harmless;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;

/** Whether code of an application is being called by the library, of its own accord. */
final class LibraryCalls {

    private static final Set<String> WORK_OF_HIBERNATE =
            Set.of("event.internal", "engine.internal", "action.internal", "sql.exec", "internal.Session");

    private LibraryCalls() {}

    /** Returns whether code of the library is nearer than code of Hibernate that works, and no receiver has asked. */
    static boolean isOneNow() {
        List<String> stack = StackWalker.getInstance()
                .walk(frames -> frames.map(StackFrame::getClassName).toList());
        String nearest = stack.stream()
                .filter(name -> isLibrary(name) || isWorkOfHibernate(name))
                .findFirst()
                .orElse("");
        return isLibrary(nearest) && !stack.contains(Listening.Ears.class.getName());
    }

    private static boolean isLibrary(String name) {
        return name.startsWith("dev.signals.hibernate.");
    }

    private static boolean isWorkOfHibernate(String name) {
        return WORK_OF_HIBERNATE.stream().anyMatch(part -> name.startsWith("org.hibernate." + part));
    }
}
