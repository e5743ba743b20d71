package dev.signals.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeIT {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theFirstSnippetStandsBeforeLine30() throws IOException {
        assertThat(Files.readAllLines(README).indexOf("```java")).isBetween(0, 29);
    }

    @Test
    void theSnippetsCompileAndPrintWhatIsSaid(@TempDir Path folder) throws Exception {
        List<String> snippets = snippets();
        assertThat(snippets).hasSize(2);
        Path receivers = Files.writeString(folder.resolve("ArticleReceivers.java"), snippets.get(0));
        Path program = Files.writeString(folder.resolve("Hello.java"), snippets.get(1));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

        int result = compiler.run(
                null,
                null,
                null,
                "-d",
                folder.toString(),
                "-proc:none",
                "--release",
                "17",
                receivers.toString(),
                program.toString());

        assertThat(result).isZero();
        assertThat(outputOf(folder)).contains("saved hello-signals");
        assertThat(Files.readString(README)).contains("It prints `saved hello-signals`.");
    }

    private static List<String> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(README))
                .results()
                .map(snippet -> snippet.group(1))
                .toList();
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
        }
        return output.toString(StandardCharsets.UTF_8);
    }
}
