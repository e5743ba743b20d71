package dev.signals.docs.check;

import dev.signals.docs.page.Fence;
import dev.signals.docs.page.Page;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block with a {@code main} method, which is run, and prints what the page shows next. */
public final class Program {

    private static final Pattern SHOWN = Pattern.compile("prints `([^`]+)`");

    private final Page page;
    private final Fence fence;
    private final String className;
    private final Path classes;

    Program(Page page, Fence fence, String className, Path classes) {
        this.page = page;
        this.fence = fence;
        this.className = className;
        this.classes = classes;
    }

    /** Returns what is wrong with the output that the page shows, if anything. */
    public Optional<String> finding() throws ReflectiveOperationException, java.io.IOException {
        String printed = output();
        Optional<String> shown = shown();
        if (shown.isEmpty()) {
            return Optional.of(
                    page.at(fence.line(), "the program prints, but the page does not show what: " + printed));
        }
        return shown.get().equals(printed)
                ? Optional.empty()
                : Optional.of(page.at(
                        fence.line(), "the program prints\n" + printed + "\nbut the page shows\n" + shown.get()));
    }

    /** The next block of text, or what a sentence before the next block says that is printed. */
    private Optional<String> shown() {
        int end = fence.line() + fence.code().size();
        Optional<Fence> next = page.fences().stream()
                .filter(other -> other.line() > fence.line())
                .findFirst();
        List<String> prose = page.prose()
                .subList(end, next.map(Fence::line).orElse(page.prose().size()));
        Matcher sentence = SHOWN.matcher(String.join(" ", prose));
        if (sentence.find()) {
            return Optional.of(sentence.group(1));
        }
        return next.filter(other -> other.language().equals("text")).map(Fence::text);
    }

    private String output() throws ReflectiveOperationException, java.io.IOException {
        PrintStream console = System.out;
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (URLClassLoader ofBlocks =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, loader)) {
            System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
            thread.setContextClassLoader(ofBlocks);
            var main = ofBlocks.loadClass(className).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(console);
            thread.setContextClassLoader(loader);
        }
        return output.toString(StandardCharsets.UTF_8).strip();
    }
}
