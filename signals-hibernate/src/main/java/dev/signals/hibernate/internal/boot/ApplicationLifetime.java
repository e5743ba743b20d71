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
 * The application that a session factory belongs to, which ends when its last factory is closed. Its class loaders are
 * the loaders of the entities and the context loader of the thread that builds the factory, because the entities may
 * belong to a library that outlives the application.
 */
public final class ApplicationLifetime implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    private final transient Scope running;

    private ApplicationLifetime(Scope running) {
        this.running = running;
    }

    /**
     * Begins the lifetime.
     *
     * @param using marks class loaders as used by the application, until the scope is closed
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

    /**
     * Ends the lifetime. It is also called if the factory could not be built, because such a factory is never closed.
     */
    @Override
    public void sessionFactoryClosing(SessionFactory factory) {
        running.close();
    }
}
