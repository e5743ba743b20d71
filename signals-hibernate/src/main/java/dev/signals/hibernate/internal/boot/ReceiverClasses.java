package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.Receivers;
import dev.signals.hibernate.SignalSettings;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.registry.classloading.spi.ClassLoadingException;
import org.jspecify.annotations.Nullable;

/** The classes of receiver methods that entities and the setting {@link SignalSettings#RECEIVERS} name. */
final class ReceiverClasses {

    private final ClassLoaderService classLoaders;

    /** The classes, each with the annotation or setting that names it. */
    private final Map<Class<?>, String> named = new LinkedHashMap<>();

    ReceiverClasses(ClassLoaderService classLoaders) {
        this.classLoaders = classLoaders;
    }

    /**
     * Finds all classes: first the classes named by entities, in the order of the entity names, then the classes of the setting.
     *
     * @return the classes, each with the annotation or setting that names it, for messages
     */
    Map<Class<?>, String> find(Collection<Class<?>> entities, @Nullable Object setting) {
        entities.stream().sorted(Comparator.comparing(Class::getName)).forEach(this::addNamedBy);
        addSetting(setting);
        return named;
    }

    private void addNamedBy(@Nullable Class<?> type) {
        if (type != null) {
            addNamedBy(type.getSuperclass());
            Arrays.stream(type.getInterfaces()).forEach(this::addNamedBy);
            Receivers annotation = type.getDeclaredAnnotation(Receivers.class);
            if (annotation != null) {
                for (Class<?> receivers : annotation.value()) {
                    named.putIfAbsent(receivers, "@Receivers of " + type.getName());
                }
            }
        }
    }

    /** Adds the classes of the setting. In code, its value may be a class, or several. */
    private void addSetting(@Nullable Object setting) {
        if (setting instanceof Class<?> receivers) {
            named.putIfAbsent(receivers, "setting " + SignalSettings.RECEIVERS);
        } else if (setting instanceof Iterable<?> several) {
            several.forEach(this::addSetting);
        } else if (setting instanceof Object[] several) {
            Arrays.asList(several).forEach(this::addSetting);
        } else if (setting != null) {
            Pattern.compile(",")
                    .splitAsStream(setting.toString())
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> addSetting(find(name)));
        }
    }

    private Class<?> find(String name) {
        try {
            return classLoaders.classForName(name);
        } catch (ClassLoadingException e) {
            Class<?> nested = findNested(name);
            if (nested != null) {
                return nested;
            }
            throw new IllegalArgumentException(
                    "setting " + SignalSettings.RECEIVERS + " names class " + name
                            + ", which is not found; give full class names, with commas between them",
                    e);
        }
    }

    /** Returns a nested class by the name it has in the source, with dots; null if there is none. */
    private @Nullable Class<?> findNested(String name) {
        int dot = name.lastIndexOf('.');
        while (dot > 0) {
            name = name.substring(0, dot) + "$" + name.substring(dot + 1);
            try {
                return classLoaders.classForName(name);
            } catch (ClassLoadingException e) {
                dot = name.lastIndexOf('.');
            }
        }
        return null;
    }
}
