package dev.signals;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The class loaders of applications, which may be unloaded while this library stays. */
final class Loaders {

    private Loaders() {}

    /**
     * Returns the loader and its parents, nearest first, up to the first one that loads this library or a parent of it.
     */
    static List<ClassLoader> chain(@Nullable ClassLoader loader) {
        List<ClassLoader> chain = new ArrayList<>();
        for (ClassLoader each = loader; each != null && !isBelow(each); each = each.getParent()) {
            chain.add(each);
        }
        return chain;
    }

    private static boolean isBelow(ClassLoader loader) {
        for (ClassLoader own = Loaders.class.getClassLoader(); own != null; own = own.getParent()) {
            if (own == loader) {
                return true;
            }
        }
        return false;
    }

    /** Returns the name of a loader in messages. Its {@code toString} may have several lines. */
    static String name(@Nullable ClassLoader loader) {
        if (loader == null) {
            return "bootstrap";
        }
        String name = loader.getName();
        return (name == null ? "" : "\"" + name + "\" ") + loader.getClass().getName() + "@"
                + Integer.toHexString(System.identityHashCode(loader));
    }
}
