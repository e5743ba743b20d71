package dev.signals.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Signal;
import dev.signals.hibernate.ModelSignals;
import jakarta.persistence.Entity;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The processor adds no warning to those of the compiler, for builds that take each for an error. The compiler is a process of
 * its own, as in the one of the tests it would find the processor on the class path of the tests.
 */
class StrictCompilerTest {

    private static final String ENTITY = """
            @Entity
            class Report {
                @Id Long id;
                String title;
            }
            """;

    private static final String RECEIVERS = """
            class Reports {
                @Receiver(onChange = "title")
                void saved(PostSave<Report> event) {}

                @Deprecated
                void other() {}

                static void connect(FactorySignals signals) {
                    signals.register(new Reports());
                }
            }
            """;

    @TempDir
    private Path directory;

    /** Says that it was called with {@code @Entity}. */
    public static final class Counting extends OtherProcessor {

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (annotations.stream().anyMatch(each -> each.getSimpleName().contentEquals("Entity"))) {
                processingEnv.getMessager().printMessage(Kind.NOTE, "counted");
            }
            return false;
        }
    }

    /** What the compiler prints, which is nothing if it is content. */
    private String compile(List<String> options, String... sources) throws IOException, InterruptedException {
        Path source = directory.resolve("Source.java");
        Files.writeString(source, Blog.HEADER + String.join("", sources));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-Xlint:all",
                "-Werror",
                "-d",
                directory.resolve("classes").toString(),
                "-cp",
                path(Signal.class, ModelSignals.class, Entity.class, SessionFactory.class)));
        command.addAll(options);
        command.add(source.toString());
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        compiler.waitFor();
        return printed;
    }

    private String compile(String processorPath, String... sources) throws IOException, InterruptedException {
        return compile(List.of("-processorpath", processorPath), sources);
    }

    private static String path(Class<?>... types) {
        return Arrays.stream(types)
                .map(type -> new File(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String pathWithService(Class<?>... processors) throws IOException {
        Path services = Files.createDirectories(directory.resolve("path/META-INF/services"));
        Files.writeString(
                services.resolve(Processor.class.getName()),
                Stream.of(processors).map(Class::getName).collect(Collectors.joining("\n")));
        return path(ReceiverProcessor.class, Counting.class) + File.pathSeparator + directory.resolve("path");
    }

    @Test
    void entitiesAndReceiversCompileWithoutAWord() throws Exception {
        assertThat(compile(path(ReceiverProcessor.class), ENTITY, RECEIVERS)).isEmpty();
    }

    @Test
    void soDoClassesWithoutReceivers() throws Exception {
        assertThat(compile(path(ReceiverProcessor.class), ENTITY)).isEmpty();
        assertThat(compile(path(ReceiverProcessor.class), "class Plain {}")).isEmpty();
    }

    @Test
    void mistakesAreStillFound() throws Exception {
        assertThat(compile(path(ReceiverProcessor.class), ENTITY, RECEIVERS.replace("\"title\"", "\"titel\"")))
                .contains("there is no attribute \"titel\"", "1 error")
                .doesNotContain("warning");
    }

    @Test
    void whatOtherProcessorsAreForIsLeftToThem() throws Exception {
        assertThat(compile(pathWithService(Counting.class), ENTITY, RECEIVERS))
                .contains("counted", "No processor claimed", "jakarta.persistence.Entity")
                .doesNotContain("dev.signals");
    }

    @Test
    void soItIsIfTheProcessorsAreGivenByName() throws Exception {
        String both = ReceiverProcessor.class.getName() + "," + Counting.class.getName();
        String path = path(ReceiverProcessor.class, Counting.class);

        assertThat(compile(List.of("-processorpath", path, "-processor", both), ENTITY, RECEIVERS))
                .contains("counted");
    }

    @Test
    void itsOwnAnnotationsAreClaimedInAnyCase() throws Exception {
        String path = path(ReceiverProcessor.class);

        assertThat(
                        compile(
                                List.of("-processorpath", path, "-processor", ReceiverProcessor.class.getName()),
                                "@SuppressWarnings(\"signals.unregistered\") class Reports { @Receiver void saved(PostSave<?> event) {} }"))
                .isEmpty();
    }
}
