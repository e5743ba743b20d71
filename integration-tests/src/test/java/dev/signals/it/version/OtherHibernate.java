package dev.signals.it.version;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.signals.Signal;
import dev.signals.hibernate.ModelSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import org.hibernate.Version;

/**
 * The classes of this build with another version of Hibernate. Its jars, and those of its dependencies that must not be
 * the versions of the build, are copied to {@code target/hibernate} by Maven.
 */
final class OtherHibernate extends URLClassLoader {

    private static final Path JARS = Path.of("target", "hibernate");

    private OtherHibernate(List<URL> places) {
        super(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    static OtherHibernate of(String version) throws IOException {
        return with(jarsOf(version));
    }

    private static OtherHibernate with(List<URL> jars) throws IOException {
        List<URL> places = new ArrayList<>(jars);
        for (Class<?> ours : List.of(Signal.class, ModelSignals.class, Application.class)) {
            places.add(ours.getProtectionDomain().getCodeSource().getLocation());
        }
        places.addAll(classPathWithout("hibernate-|jakarta\\.persistence"));
        return new OtherHibernate(places);
    }

    /**
     * Returns a version that does not exist: the newest one, which says that it is another.
     *
     * @param folder where it says so
     */
    static OtherHibernate madeUp(String version, Path folder) throws IOException {
        new ByteBuddy()
                .redefine(Version.class)
                .method(named("getVersionString"))
                .intercept(FixedValue.value(version))
                .make()
                .saveIn(folder.toFile());
        List<URL> places = new ArrayList<>(List.of(url(folder)));
        places.addAll(jarsOf("8.0"));
        return with(places);
    }

    /** Returns the jars of a version. */
    static List<URL> jarsOf(String version) throws IOException {
        try (Stream<Path> jars = Files.list(JARS.resolve(version))) {
            return jars.map(OtherHibernate::url).toList();
        }
    }

    /**
     * Returns the jars of the class path of the tests.
     *
     * @param leftOut a pattern of the names of those that are left out
     */
    static List<URL> classPathWithout(String leftOut) throws IOException {
        return Collections.list(OtherHibernate.class.getClassLoader().getResources("META-INF/MANIFEST.MF")).stream()
                .map(URL::getPath)
                .filter(path -> path.contains(".jar!") && !path.matches(".*/(" + leftOut + ").*"))
                .map(OtherHibernate::jarOf)
                .toList();
    }

    private static URL jarOf(String manifest) {
        try {
            return new URL(manifest.substring(0, manifest.indexOf("!/")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() throws ReflectiveOperationException {
        return (String)
                loadClass("org.hibernate.Version").getMethod("getVersionString").invoke(null);
    }

    /** Runs the {@link Application} as it runs there. */
    String run(Map<String, String> settings) throws ReflectiveOperationException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(this);
        try {
            return (String) loadClass(Application.class.getName())
                    .getMethod("run", Map.class)
                    .invoke(null, settings);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
