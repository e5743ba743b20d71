package dev.signals.it.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ModelSignals;
import dev.signals.outbox.Outbox;
import dev.signals.panel.SignalPanel;
import dev.signals.test.SignalsExtension;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The jars run on each supported line of Hibernate: everything that they use of Hibernate is there. The few exceptions have a class
 * of their own, which is used only after a look at what Hibernate has.
 */
class LinkageIT {

    private static final Set<String> AFTER_A_LOOK = Set.of(
            "FirstBeforeCompletion$Callbacks",
            "HibernateAdapter$OfStateless",
            "ListenerRegistrar$PreFlush",
            "ListenerRegistrar$Replicate",
            "ManagedEntities$WithoutCopy",
            "MultiTableStatements$Handlers",
            "PreFlushListener",
            "ReplicateListener",
            "TenantOwnership$Mappings");

    @ParameterizedTest
    @ValueSource(strings = {"7.0", "7.1", "7.2", "7.3", "8.0"})
    void whatTheLibraryUsesIsThere(String line) throws Exception {
        try (URLClassLoader hibernate = newestOf(line)) {
            assertThat(version(hibernate)).startsWith(line + ".");

            Map<String, SortedSet<String>> missing = missing(hibernate);

            missing.keySet().removeAll(AFTER_A_LOOK);
            assertThat(missing).isEmpty();
        }
    }

    @Test
    void theLookFindsWhatIsMissing() throws Exception {
        Set<String> found = new TreeSet<>();
        for (String line : List.of("7.0", "8.0")) {
            try (URLClassLoader hibernate = newestOf(line)) {
                found.addAll(missing(hibernate).keySet());
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(AFTER_A_LOOK);
    }

    private static SortedMap<String, SortedSet<String>> missing(ClassLoader hibernate) throws Exception {
        SortedMap<String, SortedSet<String>> missing = new TreeMap<>();
        for (Class<?> ofJar : List.of(ModelSignals.class, Outbox.class, SignalPanel.class, SignalsExtension.class)) {
            URL jar = ofJar.getProtectionDomain().getCodeSource().getLocation();
            missing.putAll(References.missing(Path.of(jar.toURI()), hibernate));
        }
        return missing;
    }

    private static String version(ClassLoader hibernate) throws ReflectiveOperationException {
        return (String) hibernate
                .loadClass(Version.class.getName())
                .getMethod("getVersionString")
                .invoke(null);
    }

    /** Returns the newest release of a line, with everything else as in the build. */
    private static URLClassLoader newestOf(String line) throws IOException {
        List<URL> places = new ArrayList<>(OtherHibernate.jarsOf(line));
        // The booter of the build refers to the whole class path, where another Hibernate would be found.
        places.addAll(OtherHibernate.classPathWithout("hibernate-core-|surefirebooter"));
        return new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
