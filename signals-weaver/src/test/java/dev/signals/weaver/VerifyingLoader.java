package dev.signals.weaver;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A class loader that has the classes of a folder verified. */
final class VerifyingLoader extends URLClassLoader {

    private VerifyingLoader(URL classes) {
        super(new URL[] {classes}, VerifyingLoader.class.getClassLoader());
    }

    /** Returns the classes that the verifier refuses, with what it says. */
    static List<String> refused(Path folder, Collection<String> classes) throws Exception {
        List<String> refused = new ArrayList<>();
        try (VerifyingLoader loader = new VerifyingLoader(folder.toUri().toURL())) {
            for (String name : classes) {
                try {
                    // Asking for the methods links the class, which verifies it without running any code of it.
                    Class.forName(name, false, loader).getDeclaredMethods();
                } catch (NoClassDefFoundError e) {
                    // It needs a library that is not here, woven or not.
                } catch (LinkageError e) {
                    refused.add(name + ": " + e.getMessage());
                }
            }
        }
        return refused;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (!name.startsWith("org.h2.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
