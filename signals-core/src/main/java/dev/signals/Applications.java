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
 * Which applications, of other class loaders than that of this library, use one signal; and what those have left there that have ended.
 *
 * <p>What has been put aside is held by a class of its own loader, and by nothing else: it comes back if an application of this loader
 * begins anew, and goes with the loader if none does. Not thread-safe.
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

    /** Something put aside; without {@code equals}, as it is looked for by identity. */
    private static final class Aside {

        private final Object what;
        private final Class<?> holder;
        private final Runnable back;

        Aside(Object what, Class<?> holder, Runnable back) {
            this.what = what;
            this.holder = holder;
            this.back = back;
        }
    }

    /** All loaders of an application: those given, and the parents whose classes it uses too. */
    static Set<ClassLoader> loaders(Collection<ClassLoader> given) {
        Set<ClassLoader> all = new LinkedHashSet<>();
        given.forEach(loader -> all.addAll(Loaders.chain(loader)));
        return all;
    }

    /** An application begins; what its loaders have put aside comes back. Returns whether there was anything. */
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
                    aside.back.run();
                    any = true;
                }
            }
        }
        return any;
    }

    /** An application ends. Returns whether it was the last one of any of its loaders. */
    boolean end(Set<ClassLoader> loaders) {
        boolean ended = false;
        for (ClassLoader loader : loaders) {
            Application application = byLoader.get(loader);
            ended |= application != null && --application.running == 0;
        }
        return ended;
    }

    /** The loader of a class that belongs to an application which has ended; null if it does not. */
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
     * Puts something aside that belongs to an application which has ended.
     *
     * @param type a class of that application
     * @param back brings it back
     */
    void putAside(Object what, Class<?> type, Runnable back) {
        Application application = byLoader.get(ended(type));
        if (application != null) {
            Class<?> holder = type.getNestHost(); // that of a lambda may go before its loader does
            Aside aside = new Aside(what, holder, back);
            held.get(holder).add(aside);
            application.aside.add(new WeakReference<>(aside));
        }
    }

    /** Forgets what has been put aside. */
    void forget(Predicate<Object> unwanted) {
        for (Application application : byLoader.values()) {
            for (WeakReference<Aside> reference : application.aside) {
                Aside aside = reference.get();
                if (aside != null && unwanted.test(aside.what)) {
                    held.get(aside.holder).remove(aside);
                }
            }
        }
    }
}
