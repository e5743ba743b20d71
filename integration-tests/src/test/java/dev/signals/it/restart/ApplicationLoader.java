package dev.signals.it.restart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Predicate;

/** Defines the classes of the application as its own; all others are those of the tests. */
final class ApplicationLoader extends ClassLoader {

    private static final String PACKAGE = "dev.signals.it.restart.app.";

    private final Predicate<String> own;

    private ApplicationLoader(String name, ClassLoader parent, Predicate<String> own) {
        super(name, parent);
        this.own = own;
    }

    /** That of a run. */
    static ApplicationLoader of(String name) {
        return new ApplicationLoader(
                name, ApplicationLoader.class.getClassLoader(), type -> type.startsWith(PACKAGE) && !isPlugin(type));
    }

    /** That of a plugin, below that of the run. */
    ApplicationLoader plugin(String name) {
        return new ApplicationLoader(name, this, ApplicationLoader::isPlugin);
    }

    private static boolean isPlugin(String type) {
        return type.equals(PACKAGE + "Plugin");
    }

    /** Begins a run, with this as the class loader of the thread. */
    Application start() {
        return inside(() -> (Application) create("Shop"));
    }

    /** An object of one of the classes. */
    Object create(String name) throws ReflectiveOperationException {
        return loadClass(PACKAGE + name).getDeclaredConstructor().newInstance();
    }

    private interface Work<R> {
        R run() throws ReflectiveOperationException;
    }

    private <R> R inside(Work<R> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            return work.run();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
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

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream bytes = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = bytes.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
