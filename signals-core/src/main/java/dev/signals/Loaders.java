package dev.signals;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The class loaders of applications: those that may go while this library stays. */
final class Loaders {

    private Loaders() {}

    /** The loader and its parents, up to the first that this library would not be there without; nearest first. */
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

    /** How messages name a loader; what it says of itself may have several lines. */
    static String name(@Nullable ClassLoader loader) {
        if (loader == null) {
            return "bootstrap";
        }
        String name = loader.getName();
        return (name == null ? "" : "\"" + name + "\" ") + loader.getClass().getName() + "@"
                + Integer.toHexString(System.identityHashCode(loader));
    }
}
