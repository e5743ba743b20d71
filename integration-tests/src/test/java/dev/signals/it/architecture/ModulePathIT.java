package dev.signals.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with a module-info of its own, in a Java runtime of its own. */
class ModulePathIT {

    private static final String MODULE = """
            open module app {
                requires dev.signals;
                requires dev.signals.hibernate;
                requires dev.signals.outbox;
                requires dev.signals.test;
                requires jakarta.persistence;
                requires org.hibernate.orm.core;
            }
            """;

    private static final String APPLICATION = """
            package app;

            import static dev.signals.hibernate.ModelSignals.*;
            import jakarta.persistence.*;
            import java.util.List;

            public class Application {
                @Entity public static class Article { @Id @GeneratedValue Long id; String title; String slug; }

                public static void main(String[] args) {
                    for (Class<?> type : List.of(dev.signals.Signal.class, dev.signals.hibernate.ModelSignals.class,
                            dev.signals.outbox.Outbox.class, dev.signals.test.SignalRecorder.class)) {
                        System.out.println(type.getModule().getName());
                    }
                    PRE_SAVE.connect(Article.class, event -> event.instance().slug = event.instance().title.toLowerCase());
                    POST_SAVE.connect(Article.class, event -> System.out.println("saved " + event.instance().slug), afterCommit());
                    try (var factory = new PersistenceConfiguration("blog").managedClass(Article.class)
                            .property("jakarta.persistence.jdbc.url", "jdbc:h2:mem:modules")
                            .property("jakarta.persistence.schema-generation.database.action", "create")
                            .createEntityManagerFactory()) {
                        factory.runInTransaction(entityManager -> {
                            Article article = new Article();
                            article.title = "HELLO";
                            entityManager.persist(article);
                        });
                    }
                }
            }
            """;

    @Test
    void anApplicationWithAModuleInfoGetsSignals(@TempDir Path folder) throws Exception {
        String modulePath = Stream.concat(
                        Stream.of("signals-core", "signals-hibernate", "signals-outbox", "signals-test")
                                .map(ModulePathIT::ownJar),
                        Stream.of("hibernate-core", "jakarta.persistence-api").map(ModulePathIT::jarOfOthers))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Path module = Files.writeString(folder.resolve("module-info.java"), MODULE);
        Path application = Files.writeString(
                Files.createDirectories(folder.resolve("app")).resolve("Application.java"), APPLICATION);

        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-proc:none",
                        "-p",
                        modulePath,
                        "-d",
                        folder.resolve("classes").toString(),
                        module.toString(),
                        application.toString());

        assertThat(compiled).isZero();
        assertThat(run(modulePath + File.pathSeparator + folder.resolve("classes"), folder.resolve("output.txt")))
                .contains(
                        "dev.signals",
                        "dev.signals.hibernate",
                        "dev.signals.outbox",
                        "dev.signals.test",
                        "saved hello");
    }

    private static List<String> run(String modulePath, Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // what Hibernate itself needs comes from the class path, which its automatic module reads
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-p", modulePath));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-m", "app/app.Application"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text.lines().toList();
    }

    /** The jar that the build has made, which says what its module is called. */
    private static Path ownJar(String artifact) {
        try (Stream<Path> files = Files.list(Path.of("..", artifact, "target"))) {
            return files.filter(file -> file.getFileName().toString().matches(artifact + "-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no jar of " + artifact + "; run the phase package"))
                    .toAbsolutePath()
                    .normalize();
        } catch (IOException problem) {
            throw new AssertionError("no jar of " + artifact + "; run the phase package", problem);
        }
    }

    private static Path jarOfOthers(String artifact) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(file -> file.getFileName().toString().matches(artifact + "-[0-9].*\\.jar"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no jar of " + artifact + " on the class path"));
    }
}
