package dev.signals.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ModelSignals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeIT {

    private static final Path README = Path.of("..", "README.md");

    @Test
    void theFirstSnippetStandsBeforeLine30() throws IOException {
        assertThat(Files.readAllLines(README).indexOf("```java")).isBetween(0, 29);
    }

    @Test
    void theFirstSnippetCompilesAndPrintsWhatIsSaid(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(folder.resolve("Hello.java"), firstSnippet());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

        int result = compiler.run(
                null, null, null, "-d", folder.toString(), "-proc:none", "--release", "17", source.toString());

        assertThat(result).isZero();
        assertThat(outputOf(folder)).contains("saved Hello-signals");
        assertThat(Files.readString(README)).contains("It prints `saved Hello-signals`.");
    }

    private static String firstSnippet() throws IOException {
        List<String> lines = Files.readAllLines(README);
        int start = lines.indexOf("```java") + 1;
        int end = start + lines.subList(start, lines.size()).indexOf("```");
        return String.join("\n", lines.subList(start, end));
    }

    private static String outputOf(Path classes) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass("Hello").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(console);
            Thread.currentThread().setContextClassLoader(ReadmeIT.class.getClassLoader());
            ModelSignals.PRE_SAVE.signal().connections().forEach(connection -> connection.close());
            ModelSignals.POST_SAVE.signal().connections().forEach(connection -> connection.close());
        }
        return output.toString(StandardCharsets.UTF_8);
    }
}
