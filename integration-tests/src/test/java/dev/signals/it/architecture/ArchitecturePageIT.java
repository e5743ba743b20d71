package dev.signals.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the architecture names classes that exist, and the paths that events take. */
class ArchitecturePageIT {

    private static final Path PAGE = Path.of("..", "docs", "architecture.md");
    private static final Pattern QUOTED = Pattern.compile("`([A-Z]\\w+)`");
    private static final Pattern PARTICIPANT = Pattern.compile("participant ([A-Z]\\w+)");

    /** Names on the page that are no classes of the library. */
    private static final Set<String> OTHERS = Set.of("Hibernate", "LayersTest");

    @Entity(name = "PathNote")
    static class Note {
        @Id
        Long id;

        String text;
    }

    @Test
    void everyClassThatThePageNamesExists() throws IOException {
        Set<String> classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.signals").stream()
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        String page = Files.readString(PAGE);

        assertThat(Stream.concat(names(QUOTED, page), names(PARTICIPANT, page))
                        .filter(name -> !OTHERS.contains(name) && !name.equals(name.toUpperCase())))
                .isNotEmpty()
                .isSubsetOf(classes);
    }

    @Test
    void anEventTakesThePathsOfThePage() throws IOException {
        List<List<String>> paths = new ArrayList<>();
        try (TestFactory factory = TestFactory.of(Database.H2, Note.class)) {
            factory.signals().preSave().connect(Note.class, event -> paths.add(path(event)));
            factory.signals().postSave().connect(Note.class, event -> paths.add(path(event)));
            factory.inTransaction(session -> {
                Note note = new Note();
                note.id = 1L;
                session.persist(note);
                session.flush();
                note.text = "changed";
            });
        }

        String page = Files.readString(PAGE);
        String persist = page.substring(0, page.indexOf("## From a flush"));
        List<String> drawn = names(PARTICIPANT, persist)
                .filter(name -> !OTHERS.contains(name))
                .toList();
        assertThat(paths)
                .containsExactly(drawn, stated(page, "POST_SAVE"), stated(page, "PRE_SAVE"), stated(page, "POST_SAVE"));
    }

    /** The names of the sentence that begins with "The path of" and a signal. */
    private static List<String> stated(String page, String signal) {
        String text = page.replaceAll("\\s+", " ");
        int start = text.indexOf("The path of `" + signal);
        return names(QUOTED, text.substring(start, text.indexOf('.', start)))
                .filter(name -> !name.equals(signal))
                .toList();
    }

    /** The classes of the library on the stack, from Hibernate to the first one of core. */
    private static List<String> path(ModelEvent<?> event) {
        List<String> found = StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .takeWhile(name -> !name.startsWith("org.hibernate"))
                        .filter(name -> name.startsWith("dev.signals.") && !name.startsWith("dev.signals.it."))
                        .map(name -> name.replaceFirst(".*\\.", "").replaceFirst("\\$.*", ""))
                        .collect(Collectors.toCollection(ArrayList::new)));
        Collections.reverse(found);
        assertThat(found).as(event + " is sent by core").contains("Signal");
        return found.subList(0, found.indexOf("Signal") + 1).stream().distinct().toList();
    }

    private static Stream<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult result) -> result.group(1));
    }
}
