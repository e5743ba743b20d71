package dev.signals.hibernate.internal.boot;

import dev.signals.Scope;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.jspecify.annotations.Nullable;

/**
 * The application that a session factory belongs to, which ends when its last factory is closed. Its class loaders are those of the
 * entities, and that of the thread which builds the factory: entities may come with a library that stays.
 */
public final class ApplicationLifetime implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    private final transient Scope running;

    private ApplicationLifetime(Scope running) {
        this.running = running;
    }

    /**
     * Begins.
     *
     * @param using tells the signals which class loaders are used, until the scope is closed
     */
    public static ApplicationLifetime of(
            Collection<Class<?>> entities, Function<Collection<ClassLoader>, Scope> using) {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        entities.forEach(entity -> add(entity.getClassLoader(), loaders));
        add(Thread.currentThread().getContextClassLoader(), loaders);
        return new ApplicationLifetime(using.apply(loaders));
    }

    private static void add(@Nullable ClassLoader loader, Set<ClassLoader> loaders) {
        if (loader != null) {
            loaders.add(loader);
        }
    }

    /** Ends; called also where the factory could not be built, which then is never closed. */
    @Override
    public void sessionFactoryClosing(SessionFactory factory) {
        running.close();
    }
}
