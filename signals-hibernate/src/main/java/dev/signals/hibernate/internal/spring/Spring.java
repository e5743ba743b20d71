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

/** The optional support of Spring, which is used if Spring is present. */
public final class Spring {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");
    private static final String SYNCHRONIZATION = "org.springframework.transaction.support.TransactionSynchronization";

    private Spring() {}

    /** Returns the source of savepoints: Spring from version 6.2 on, or none. */
    public static SavepointSource savepoints() {
        try {
            synchronization().getMethod("savepointRollback", Object.class);
            return new SpringSavepoints();
        } catch (ClassNotFoundException | NoSuchMethodException | LinkageError e) {
            return SavepointSource.NONE;
        }
    }

    /** Returns the keeper of the thread's session: Spring, or none. */
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
     * Passes the beans of Spring to {@code look} once they exist, if Hibernate takes its beans from Spring. Only the
     * library needs this: if it fails, the application goes on without it.
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

    /** Returns whether a container is a class of Spring or a subclass of one. */
    private static boolean isOfSpring(@Nullable Class<?> container) {
        return container != null
                && (container.getName().startsWith("org.springframework.") || isOfSpring(container.getSuperclass()));
    }
}
