package dev.signals.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which classes are woven, and how the plugins of the build tools use the weaver. */
class SignalsWeaverTest {

    /** The packages of the database that need no library which is not here. */
    private static final String DATABASE =
            "org/h2/(command|constraint|expression|index|mvstore|result|table)/.*[.]class";

    @TempDir
    private Path folder;

    private WovenShop shop(Plugin plugin) throws IOException {
        return WovenShop.in(folder, WovenShop.With.JAVAC, plugin);
    }

    @Test
    void onlyClassesThatConstructEntitiesChange() throws IOException {
        try (WovenShop shop = shop(new SignalsWeaver(WovenShop.PACKAGE))) {
            assertThat(shop.changed())
                    .containsExactlyInAnyOrder("Article", "Maker", "Outer", "Press", "Review", "Workshop");
        }
    }

    @Test
    void classesOutsideOfTheNamedPackagesStayAsTheyAre() throws IOException {
        try (WovenShop shop = shop(new SignalsWeaver("dev.signals.weaver.sho, com.example"))) {
            assertThat(shop.changed()).isEmpty();
        }
    }

    @Test
    void packagesBelowANamedOneAreWoven() throws IOException {
        try (WovenShop shop = shop(new SignalsWeaver("com.example, dev.signals"))) {
            assertThat(shop.changed()).contains("Workshop");
        }
    }

    @Test
    void classesWithoutAnAnnotationCanBeNamedAsEntities() throws IOException {
        try (WovenShop shop = shop(new SignalsWeaver(WovenShop.PACKAGE, WovenShop.PACKAGE + ".Draft"))) {
            assertThat(calls(shop.woven().resolve("dev/signals/weaver/shop/Workshop.class")))
                    .anyMatch(call -> call.endsWith("signals$before$0(Ljava/lang/String;)V"))
                    .anyMatch(call -> call.startsWith("new dev/signals/weaver/shop/Draft"));
        }
    }

    @Test
    void whatIsWovenIsNotWovenAgain() throws IOException {
        try (WovenShop shop = shop(new SignalsWeaver(WovenShop.PACKAGE))) {
            Path again = Files.createDirectories(folder.resolve("again"));

            WovenShop.weave(shop.woven(), again, new SignalsWeaver(WovenShop.PACKAGE));

            assertThat(contents(again)).isEqualTo(contents(shop.woven()));
        }
    }

    @Test
    void aFolderCanBeWovenInPlace() throws IOException {
        Path compiled = WovenShop.compile(folder.resolve("classes"), WovenShop.With.JAVAC);

        WovenShop.weave(compiled, compiled, new SignalsWeaver(WovenShop.PACKAGE));
        Map<String, String> once = contents(compiled);
        WovenShop.weave(compiled, compiled, new SignalsWeaver(WovenShop.PACKAGE));

        assertThat(contents(compiled)).isEqualTo(once);
    }

    @Test
    void buildToolsCreateItWithOneArgumentOrTwo() {
        assertThat(created("com.example")).isInstanceOf(SignalsWeaver.class);
        assertThat(created("com.example", "com.example.Plain")).isInstanceOf(SignalsWeaver.class);
    }

    private static Plugin created(String... arguments) {
        Plugin.Factory.UsingReflection factory = new Plugin.Factory.UsingReflection(SignalsWeaver.class);
        for (int i = 0; i < arguments.length; i++) {
            factory = factory.with(
                    new Plugin.Factory.UsingReflection.ArgumentResolver.ForIndex.WithDynamicType(i, arguments[i]));
        }
        return factory.make();
    }

    @Test
    void noPackageIsRefused() throws IOException {
        String message = listed("weaving-no-package");

        assertThatThrownBy(() -> new SignalsWeaver(" , "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    /** Returns the message that the page about errors shows under a heading. */
    private static String listed(String heading) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "errors.md"));
        String section = page.substring(page.indexOf("### " + heading + "\n"));
        return section.substring(section.indexOf("```text\n") + 8)
                .lines()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aModuleWithoutTheLibraryIsRefused() throws IOException {
        Path compiled = WovenShop.compile(folder.resolve("classes"), WovenShop.With.JAVAC);
        SignalsWeaver weaver = new SignalsWeaver(WovenShop.PACKAGE);
        String message = listed("weaving-without-the-library");
        ClassFileLocator alone = new ClassFileLocator.ForFolder(compiled.toFile());

        assertThatThrownBy(() -> new Plugin.Engine.Default()
                        .with(alone)
                        .with(Plugin.Engine.PoolStrategy.Default.FAST)
                        .withErrorHandlers(Plugin.Engine.ErrorHandler.Failing.FAIL_FAST)
                        .apply(
                                new Plugin.Engine.Source.ForFolder(compiled.toFile()),
                                new Plugin.Engine.Target.ForFolder(folder.toFile()),
                                new Plugin.Factory.Simple(weaver)))
                .rootCause()
                .satisfies(thrown -> assertThat(thrown.getMessage()
                                .replaceFirst("dev\\.signals\\.weaver\\.shop\\.\\w+", "com.acme.Shop"))
                        .isEqualTo(message));
    }

    /** Hundreds of classes of somebody else, woven at nearly each {@code new}: the verifier of the JVM accepts them. */
    @Test
    void theClassesOfAWholeDatabasePassTheVerifier() throws Exception {
        Path jar = Path.of(
                Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path woven = Files.createDirectories(folder.resolve("h2"));
        Set<String> transformed;
        try (ClassFileLocator classes = ClassFileLocator.ForJarFile.of(jar.toFile())) {
            transformed = new Plugin.Engine.Default()
                            .with(classes)
                            .with(ClassFileLocator.ForClassLoader.of(getClass().getClassLoader()))
                            .withErrorHandlers(Plugin.Engine.ErrorHandler.Failing.FAIL_FAST)
                            .apply(
                                    new Plugin.Engine.Source.InMemory(files(jar, DATABASE)),
                                    new Plugin.Engine.Target.ForFolder(woven.toFile()),
                                    new Plugin.Factory.Simple(
                                            new SignalsWeaver("org.h2", "org.h2, java.util, java.lang")))
                            .getTransformed()
                            .stream()
                            .map(type -> type.getName())
                            .collect(Collectors.toSet());
        }
        assertThat(transformed).hasSizeGreaterThan(300);

        for (Map.Entry<String, byte[]> other : files(jar, "org/h2/.*[.]class").entrySet()) {
            Path file = woven.resolve(other.getKey());
            if (Files.notExists(file)) {
                Files.createDirectories(file.getParent());
                Files.write(file, other.getValue());
            }
        }

        List<String> refused = VerifyingLoader.refused(woven, transformed);

        assertThat(refused).isEmpty();
    }

    private static Map<String, byte[]> files(Path jar, String names) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (JarFile open = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(open.entries())) {
                if (entry.getName().matches(names)) {
                    files.put(entry.getName(), open.getInputStream(entry).readAllBytes());
                }
            }
        }
        return files;
    }

    private static List<String> calls(Path file) throws IOException {
        List<String> calls = new ArrayList<>();
        OpenedClassReader.of(Files.readAllBytes(file))
                .accept(
                        new ClassVisitor(OpenedClassReader.ASM_API) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new MethodVisitor(OpenedClassReader.ASM_API) {
                                    @Override
                                    public void visitTypeInsn(int opcode, String type) {
                                        calls.add("new " + type);
                                    }

                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String called, String type, boolean isInterface) {
                                        calls.add(owner + "." + called + type);
                                    }
                                };
                            }
                        },
                        0);
        return calls;
    }

    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
