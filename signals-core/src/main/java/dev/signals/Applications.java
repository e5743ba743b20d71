package dev.signals;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The applications, each with class loaders of its own, that share one signal, and the connections and observers that
 * were set aside when an application ended.
 *
 * <p>An object that is set aside is held only by a class of its own loader. It returns if another application of this
 * loader begins, and is collected with the loader otherwise. Not thread-safe.
 */
final class Applications {

    private final Map<ClassLoader, Application> byLoader = new WeakHashMap<>();

    private final ClassValue<Set<Aside>> held = new ClassValue<>() {
        @Override
        protected Set<Aside> computeValue(Class<?> type) {
            return ConcurrentHashMap.newKeySet();
        }
    };

    private static final class Application {

        private int running;
        private final List<WeakReference<Aside>> aside = new ArrayList<>();
    }

    /** Something that is set aside. It has no {@code equals}, because it is looked for by identity. */
    private static final class Aside {

        private final Object value;
        private final Class<?> holder;
        private final Runnable restore;

        Aside(Object value, Class<?> holder, Runnable restore) {
            this.value = value;
            this.holder = holder;
            this.restore = restore;
        }
    }

    /** Returns all loaders of an application: the given ones, and their parents that belong to applications too. */
    static Set<ClassLoader> loaders(Collection<ClassLoader> given) {
        Set<ClassLoader> all = new LinkedHashSet<>();
        given.forEach(loader -> all.addAll(Loaders.chain(loader)));
        return all;
    }

    /**
     * Begins an application and restores what its loaders have set aside.
     *
     * @return true if anything was restored
     */
    boolean begin(Set<ClassLoader> loaders) {
        boolean any = false;
        for (ClassLoader loader : loaders) {
            Application application = byLoader.computeIfAbsent(loader, key -> new Application());
            application.running++;
            List<WeakReference<Aside>> all = List.copyOf(application.aside);
            application.aside.clear();
            for (WeakReference<Aside> reference : all) {
                Aside aside = reference.get();
                if (aside != null && held.get(aside.holder).remove(aside)) {
                    aside.restore.run();
                    any = true;
                }
            }
        }
        return any;
    }

    /**
     * Ends an application.
     *
     * @return true if it was the last one of any of its loaders
     */
    boolean end(Set<ClassLoader> loaders) {
        boolean ended = false;
        for (ClassLoader loader : loaders) {
            Application application = byLoader.get(loader);
            ended |= application != null && --application.running == 0;
        }
        return ended;
    }

    /**
     * Returns the loader of a class whose applications have all ended; null if the class belongs to a running
     * application, or to none.
     */
    @Nullable
    ClassLoader ended(Class<?> type) {
        for (ClassLoader loader : Loaders.chain(type.getClassLoader())) {
            Application application = byLoader.get(loader);
            if (application != null) {
                return application.running == 0 ? loader : null;
            }
        }
        return null;
    }

    /**
     * Sets something aside that belongs to an application which has ended.
     *
     * @param type a class of that application
     * @param restore brings it back
     */
    void setAside(Object value, Class<?> type, Runnable restore) {
        Application application = byLoader.get(ended(type));
        if (application != null) {
            Class<?> holder = type.getNestHost(); // the class of a lambda may be unloaded before its loader
            Aside aside = new Aside(value, holder, restore);
            held.get(holder).add(aside);
            application.aside.add(new WeakReference<>(aside));
        }
    }

    /** Drops what has been set aside and is unwanted. */
    void forget(Predicate<Object> unwanted) {
        for (Application application : byLoader.values()) {
            for (WeakReference<Aside> reference : application.aside) {
                Aside aside = reference.get();
                if (aside != null && unwanted.test(aside.value)) {
                    held.get(aside.holder).remove(aside);
                }
            }
        }
    }
}
