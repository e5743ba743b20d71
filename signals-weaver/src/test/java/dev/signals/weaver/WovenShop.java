package dev.signals.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The package {@code shop}, compiled, woven and loaded by a class loader of its own. */
final class WovenShop implements AutoCloseable {

    static final String PACKAGE = "dev.signals.weaver.shop";
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "signals", "weaver", "shop");

    /** The compilers, whose code for {@code new} differs. */
    enum With {
        JAVAC,
        ECLIPSE;

        private JavaCompiler compiler() {
            return this == JAVAC ? ToolProvider.getSystemJavaCompiler() : new EclipseCompiler();
        }
    }

    private final Path compiled;
    private final Path woven;
    private final URLClassLoader loader;

    private WovenShop(Path compiled, Path woven) throws IOException {
        this.compiled = compiled;
        this.woven = woven;
        this.loader = new ChildFirst(woven.toUri().toURL());
    }

    /** Compiles and weaves the package. */
    static WovenShop in(Path folder, With compiler, Plugin plugin) throws IOException {
        Path compiled = compile(folder.resolve("compiled"), compiler);
        Path woven = Files.createDirectories(folder.resolve("woven"));
        weave(compiled, woven, plugin);
        return new WovenShop(compiled, woven);
    }

    static WovenShop in(Path folder, With compiler) throws IOException {
        return in(folder, compiler, new SignalsWeaver(PACKAGE));
    }

    static Path compile(Path target, With compiler) throws IOException {
        Files.createDirectories(target);
        JavaCompiler java = compiler.compiler();
        try (StandardJavaFileManager files = java.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.list(SOURCES)) {
            List<String> options = List.of(
                    "-d",
                    target.toString(),
                    "-classpath",
                    jarOf(Entity.class),
                    "--release",
                    "17",
                    "-g",
                    "-nowarn",
                    "-proc:none");
            assertThat(java.getTask(
                                    null,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources.toList()))
                            .call())
                    .isTrue();
        }
        return target;
    }

    private static String jarOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    /** Runs a plugin over a folder as the plugins of the build tools do. */
    static Plugin.Engine.Summary weave(Path source, Path target, Plugin plugin) throws IOException {
        return new Plugin.Engine.Default()
                .with(ClassFileLocator.ForClassLoader.of(WovenShop.class.getClassLoader()))
                .with(new ClassFileLocator.ForFolder(source.toFile()))
                .withErrorHandlers(Plugin.Engine.ErrorHandler.Failing.FAIL_FAST)
                .apply(
                        new Plugin.Engine.Source.ForFolder(source.toFile()),
                        new Plugin.Engine.Target.ForFolder(target.toFile()),
                        new Plugin.Factory.Simple(plugin));
    }

    Class<?> type(String name) {
        try {
            return Class.forName(PACKAGE + "." + name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the class files that differ from what the compiler has written. */
    List<String> changed() throws IOException {
        List<String> changed = new ArrayList<>();
        try (Stream<Path> files = Files.walk(compiled)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path other = woven.resolve(compiled.relativize(file).toString());
                if (Files.mismatch(file, other) != -1) {
                    changed.add(file.getFileName().toString().replace(".class", ""));
                }
            }
        }
        return changed;
    }

    Path woven() {
        return woven;
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads the woven classes, although the parent has them unwoven. */
    private static final class ChildFirst extends URLClassLoader {

        ChildFirst(URL classes) {
            super(new URL[] {classes}, WovenShop.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(PACKAGE + ".")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
