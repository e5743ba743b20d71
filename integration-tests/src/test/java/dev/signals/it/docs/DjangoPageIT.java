package dev.signals.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks up the tests that docs/django.md names. */
class DjangoPageIT {

    private static final Path ROOT = Path.of("..");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        List<String> missing = new ArrayList<>(testsOfThePage());
        assertThat(missing).hasSizeGreaterThan(100);

        missing.removeAll(testMethods());

        assertThat(missing).isEmpty();
    }

    @Test
    void everyRowThatSaysSameOrDifferentNamesATest() throws IOException {
        List<String> unproved = rows().filter(cells -> cells[3].strip().matches("(Same|Different).*"))
                .filter(cells -> !QUOTED.matcher(cells[4]).find())
                .map(cells -> cells[1].strip())
                .toList();

        assertThat(unproved).isEmpty();
    }

    private static List<String> testsOfThePage() throws IOException {
        return rows().flatMap(cells -> QUOTED.matcher(cells[4]).results().map(found -> found.group(1)))
                .toList();
    }

    /** The rows of all tables, as cells, of which the first is empty. */
    private static Stream<String[]> rows() throws IOException {
        return Files.readString(ROOT.resolve("docs/django.md"))
                .lines()
                .filter(line -> line.matches("\\| [A-Z]\\d\\d \\|.*"))
                .map(line -> line.split("\\|", -1));
    }

    private static Set<String> testMethods() throws IOException {
        Set<String> methods = new TreeSet<>();
        for (String module : List.of("signals-core", "signals-weaver", "integration-tests")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/test/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Matcher method = METHOD.matcher(Files.readString(file));
                    while (method.find()) {
                        methods.add(method.group(1));
                    }
                }
            }
        }
        return methods;
    }
}
