package dev.signals.it.harmless;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.hibernate.Session;

/** {@code Session.replicate}, called by name, because Hibernate has it up to 7.4. */
final class Replication {

    private Replication() {}

    /** Writes an instance as it is, where Hibernate can. */
    static void overwrite(Session session, Object instance) {
        for (Method method : Session.class.getMethods()) {
            if (method.getName().equals("replicate") && method.getParameterCount() == 2) {
                overwrite(session, instance, method);
            }
        }
    }

    private static void overwrite(Session session, Object instance, Method replicate) {
        Object overwrite = Arrays.stream(replicate.getParameterTypes()[1].getEnumConstants())
                .filter(mode -> mode.toString().equals("OVERWRITE"))
                .findFirst()
                .orElseThrow();
        try {
            replicate.invoke(session, instance, overwrite);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
