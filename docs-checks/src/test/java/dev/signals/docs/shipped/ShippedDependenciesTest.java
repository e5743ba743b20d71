package dev.signals.docs.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.docs.shipped.ModulePom.Dependency;
import dev.signals.docs.shipped.ModulePom.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the published modules bring is what {@code docs/release.md} says, and no more. */
class ShippedDependenciesTest {

    private static final Path ROOT = Path.of("..");
    private static final Set<String> LICENCES =
            Set.of("Apache-2.0", "BSD-3-Clause", "EPL-2.0", "EPL-2.0 or BSD-3-Clause");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+:[^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

    @Test
    void thePageListsWhatComesAlongWhatMustBeThereAndWhatMayBe() throws IOException {
        Map<String, Set<String>> users = new TreeMap<>();
        for (ModulePom pom : ModulePom.published(ROOT)) {
            pom.dependencies().stream()
                    .filter(each -> !each.isOwn())
                    .forEach(each -> users.computeIfAbsent(each.name() + " " + each.way(), name -> new TreeSet<>())
                            .add(pom.artifact()));
        }
        Set<String> rows = users.entrySet().stream()
                .map(each -> each.getKey() + " "
                        + each.getValue().stream().map(user -> "`" + user + "`").collect(Collectors.joining(", ")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(page().results().map(row -> row.group(1) + " " + row.group(3) + " " + row.group(4)))
                .as("the table of dependencies in docs/release.md")
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void eachHasALicenceThatTheReleaseMayDependOn() throws IOException {
        assertThat(page().results().map(row -> row.group(2)))
                .hasSizeGreaterThan(10)
                .allSatisfy(licence -> assertThat(LICENCES).contains(licence));
    }

    @Test
    void theCoreBringsNothingAndTheSignalsOfHibernateTheCoreAlone() throws IOException {
        assertThat(broughtBy("signals-core")).isEmpty();
        assertThat(broughtBy("signals-hibernate")).containsExactly("dev.signals:signals-core");
        assertThat(dependencies("signals-hibernate", Way.MUST_BE_THERE))
                .containsExactlyInAnyOrder(
                        "org.hibernate.orm:hibernate-core", "jakarta.persistence:jakarta.persistence-api");
    }

    @Test
    void noVersionOfAnotherProjectIsASnapshot() throws IOException {
        try (Stream<Path> poms = Files.find(
                ROOT, 4, (file, attributes) -> file.getFileName().toString().equals("pom.xml"))) {
            List<String> snapshots = poms.filter(pom -> !pom.toString().contains("/target/"))
                    .flatMap(pom -> lines(pom).filter(line -> line.contains("-SNAPSHOT")))
                    .map(String::strip)
                    .distinct()
                    .toList();

            assertThat(snapshots).as("only the version of this project").hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void noClassIsInTwoModules() throws IOException {
        Map<String, Set<String>> modules = new HashMap<>();
        for (ModulePom pom : ModulePom.published(ROOT)) {
            Path classes = pom.file().resolveSibling("target/classes");
            if (Files.isDirectory(classes)) { // not built, if only some modules are
                try (Stream<Path> files = Files.walk(classes)) {
                    files.filter(file -> file.toString().endsWith(".class"))
                            .map(file -> classes.relativize(file).toString())
                            .filter(name -> !name.equals("module-info.class"))
                            .forEach(name -> modules.computeIfAbsent(name, key -> new TreeSet<>())
                                    .add(pom.artifact()));
                }
            }
        }

        assertThat(modules).hasSizeGreaterThan(300);
        assertThat(modules.entrySet()).allMatch(each -> each.getValue().size() == 1);
    }

    private static List<String> broughtBy(String artifact) throws IOException {
        return dependencies(artifact, Way.COMES_ALONG);
    }

    private static List<String> dependencies(String artifact, Way way) throws IOException {
        return ModulePom.published(ROOT).stream()
                .filter(pom -> pom.artifact().equals(artifact))
                .flatMap(pom -> pom.dependencies().stream())
                .filter(each -> each.way() == way)
                .map(Dependency::name)
                .toList();
    }

    private static Matcher page() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("docs/release.md")));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
