package dev.signals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** A class loader that defines some classes of the test class path once more, as its own. */
final class OwnLoader extends ClassLoader {

    private final Predicate<String> own;
    private final Map<String, URL> resources = new HashMap<>();

    OwnLoader(Predicate<String> own) {
        this(OwnLoader.class.getClassLoader(), own);
    }

    private OwnLoader(ClassLoader parent, Predicate<String> own) {
        super(parent);
        this.own = own;
    }

    /** One below this one. */
    OwnLoader below(Class<?> type) {
        return new OwnLoader(this, type.getName()::equals);
    }

    static OwnLoader of(Class<?> type) {
        return new OwnLoader(type.getName()::equals);
    }

    OwnLoader with(String resource, URL content) {
        resources.put(resource, content);
        return this;
    }

    Class<?> load(Class<?> type) {
        try {
            return loadClass(type.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    Object create(Class<?> type) {
        try {
            return load(type).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return own.test(name) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) {
        try (InputStream bytes = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] code = bytes.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        URL content = resources.get(name);
        return content == null ? super.getResources(name) : Collections.enumeration(Collections.singleton(content));
    }
}
