package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.access.FactoryName;
import java.lang.System.Logger.Level;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.registry.classloading.spi.ClassLoadingException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/** The providers of the setting {@link SignalSettings#CONTEXT}, in its order. */
final class ContextProviders implements Supplier<Map<String, Object>> {

    private final ClassLoaderService classLoaders;
    private final SessionFactoryImplementor factory;
    private final List<Supplier<ContextProvider>> providers = new ArrayList<>();

    private ContextProviders(ClassLoaderService classLoaders, SessionFactoryImplementor factory) {
        this.classLoaders = classLoaders;
        this.factory = factory;
    }

    /**
     * Reads the setting.
     *
     * @return null if there are no providers
     */
    static @Nullable Supplier<Map<String, Object>> of(
            @Nullable Object setting, ClassLoaderService classLoaders, SessionFactoryImplementor factory) {
        ContextProviders providers = new ContextProviders(classLoaders, factory);
        providers.add(setting);
        return providers.providers.isEmpty() ? null : providers;
    }

    private void add(@Nullable Object setting) {
        if (setting instanceof ContextProvider provider) {
            providers.add(() -> provider);
        } else if (setting instanceof Class<?> type) {
            addClass(type);
        } else if (setting instanceof Iterable<?> several) {
            several.forEach(this::add);
        } else if (setting instanceof Object[] several) {
            Arrays.asList(several).forEach(this::add);
        } else if (setting instanceof CharSequence names) {
            Pattern.compile(",")
                    .splitAsStream(names)
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> addClass(find(name)));
        } else if (setting != null) {
            throw noProvider(setting.getClass());
        }
    }

    private void addClass(Class<?> type) {
        if (!ContextProvider.class.isAssignableFrom(type)) {
            throw noProvider(type);
        }
        if (beans().getBeanContainer() == null && !isInstantiable(type)) {
            throw new IllegalArgumentException("setting " + SignalSettings.CONTEXT + " names " + type.getName()
                    + ", which is abstract or has no constructor without parameters, and session factory \""
                    + FactoryName.of(factory)
                    + "\" knows no container that could create it; give it one, or set the object"
                    + " itself in code");
        }
        providers.add(new FirstAsked(type));
    }

    private static boolean isInstantiable(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers())
                && Arrays.stream(type.getDeclaredConstructors())
                        .anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    private ManagedBeanRegistry beans() {
        return factory.getServiceRegistry().requireService(ManagedBeanRegistry.class);
    }

    private static IllegalArgumentException noProvider(Class<?> type) {
        return new IllegalArgumentException("setting " + SignalSettings.CONTEXT + " names " + type.getName()
                + ", which is no ContextProvider; implement dev.signals.hibernate.ContextProvider");
    }

    private Class<?> find(String name) {
        try {
            return classLoaders.classForName(name);
        } catch (ClassLoadingException e) {
            throw new IllegalArgumentException(
                    "setting " + SignalSettings.CONTEXT + " names class " + name
                            + ", which is not found; give full class names, with commas between them",
                    e);
        }
    }

    /** A provider that is made when it is first asked, because what a container injects may need the factory itself. */
    private final class FirstAsked implements Supplier<ContextProvider> {

        private final Class<?> type;
        private @Nullable ContextProvider made;

        FirstAsked(Class<?> type) {
            this.type = type;
        }

        @Override
        public synchronized ContextProvider get() {
            ContextProvider present = made;
            if (present == null) {
                present = (ContextProvider) beans().getBean(type).getBeanInstance();
                made = present;
            }
            return present;
        }

        @Override
        public String toString() {
            return type.getName();
        }
    }

    /** Returns the values of all providers. If two give a value of one name, the later one counts. */
    @Override
    public Map<String, Object> get() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Supplier<ContextProvider> provider : providers) {
            try {
                provider.get()
                        .context()
                        .forEach((key, value) -> values.put(
                                Objects.requireNonNull(key, "key"),
                                Objects.requireNonNull(value, () -> "value of " + key)));
            } catch (RuntimeException e) {
                log(provider, e);
            }
        }
        return values;
    }

    private static void log(Supplier<ContextProvider> provider, RuntimeException failure) {
        String name = provider instanceof FirstAsked named
                ? named.toString()
                : provider.get().getClass().getName();
        System.getLogger("dev.signals.hibernate.ModelSignals")
                .log(
                        Level.ERROR,
                        "context provider " + name + " failed; the events of this transaction go without its values",
                        failure);
    }
}
