package dev.signals.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** An application that is started again and again in one process, as devtools do, each time with classes of its own. */
class RestartTest {

    private static final int TIMES = 20;

    /** Loads the classes of these tests itself, and all others as they are. */
    private static final class ApplicationClasses extends ClassLoader {

        ApplicationClasses(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.signals.spring.boot.restarted.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name); // Hibernate makes it
                }
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void anApplicationThatHasEndedIsForgotten() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            loaders.add(run());
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return loaders.stream().filter(loader -> loader.get() != null).count()
                    <= 1; // Spring remembers the last one
        });
    }

    private static WeakReference<ClassLoader> run() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader loader = new ApplicationClasses(before);
        thread.setContextClassLoader(loader);
        try {
            Callable<?> application = (Callable<?>) loader.loadClass("dev.signals.spring.boot.restarted.Restarted")
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(application.call()).isEqualTo(1);
        } finally {
            thread.setContextClassLoader(before);
        }
        return new WeakReference<>(loader);
    }
}
