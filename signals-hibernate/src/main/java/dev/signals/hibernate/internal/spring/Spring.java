package dev.signals.hibernate.internal.spring;

import dev.signals.hibernate.internal.session.SavepointSource;
import dev.signals.hibernate.internal.session.Surroundings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.resource.beans.container.spi.BeanContainer;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/** Whether Spring is there. */
public final class Spring {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");
    private static final String SYNCHRONIZATION = "org.springframework.transaction.support.TransactionSynchronization";

    private Spring() {}

    /** Who tells of savepoints: Spring from version 6.2 on, or nobody. */
    public static SavepointSource savepoints() {
        try {
            synchronization().getMethod("savepointRollback", Object.class);
            return new SpringSavepoints();
        } catch (ClassNotFoundException | NoSuchMethodException | LinkageError e) {
            return SavepointSource.NONE;
        }
    }

    /** Who keeps a session for the thread: Spring, or nobody. */
    public static Surroundings surroundings() {
        try {
            synchronization();
            return new SpringSurroundings();
        } catch (ClassNotFoundException | LinkageError e) {
            return Surroundings.NONE;
        }
    }

    private static Class<?> synchronization() throws ClassNotFoundException {
        return Class.forName(SYNCHRONIZATION, false, Spring.class.getClassLoader());
    }

    /**
     * Has somebody look at the beans of Spring, once they are there, where Hibernate takes beans from Spring. It is our own look: if it
     * fails, the application goes on without.
     *
     * @param look gets the classes of all beans by name
     */
    public static void lookAtBeans(ManagedBeanRegistry registry, Consumer<Map<String, Class<?>>> look) {
        BeanContainer container = registry.getBeanContainer();
        if (container != null && isOfSpring(container.getClass())) {
            try {
                registry.getBean(SpringContext.class).getBeanInstance().onceStarted(beans -> {
                    try {
                        look.accept(beans);
                    } catch (RuntimeException | LinkageError e) {
                        LOG.log(Level.DEBUG, "the beans of Spring cannot be looked at", e);
                    }
                });
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.DEBUG, "the application context of Spring is not found", e);
            }
        }
    }

    /** Applications may extend it. */
    private static boolean isOfSpring(@Nullable Class<?> container) {
        return container != null
                && (container.getName().startsWith("org.springframework.") || isOfSpring(container.getSuperclass()));
    }
}
