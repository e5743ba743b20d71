package dev.signals.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixTest {

    private static final Hibernate HIBERNATE = Hibernate.of("8.0.0.Beta1::legacy");
    private static final Jdk JDK = new Jdk(Path.of("jdk"), "17.0.15");
    private static final Server H2 = new Server(Database.H2, "2.4.240");
    private static final Server POSTGRES = new Server(Database.POSTGRESQL, "18.6.0");
    private static final Cell CELL = new Cell(HIBERNATE, JDK, Entities.PLAIN, H2);

    @TempDir
    Path directory;

    @Test
    void theTableHasARowForEachRunAndAColumnForEachServer() throws IOException {
        Path page = Files.writeString(
                directory.resolve("page.md"),
                "before\n<!-- the matrix writes this table -->\nold\n<!-- end of the table -->\nafter\n");
        Results results = results("first");
        results.add(CELL, new Counts(2000, 1, 30));

        new Page(page).write(List.of(HIBERNATE), List.of(JDK), List.of(H2, POSTGRES), results);

        assertThat(page).hasContent("""
                before
                <!-- the matrix writes this table -->

                | Hibernate | JDK | Entities | H2 2.4.240 | PostgreSQL 18.6.0 |
                |---|---|---|---|---|
                | 8.0.0.Beta1, legacy flush queue | 17.0.15 | plain | 2,000, **1 failed**, 30 left out | not run |
                | 8.0.0.Beta1, legacy flush queue | 17.0.15 | enhanced | not run | not run |

                <!-- end of the table -->
                after
                """);
    }

    @Test
    void aPageWithoutAPlaceForTheTableIsRefused() throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), "nothing\n");

        assertThatThrownBy(() -> new Page(page).write(List.of(), List.of(), List.of(), results("first")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("between which the table belongs");
    }

    @Test
    void resultsAreKeptAsLongAsTheClassesAreTheSame() throws IOException {
        results("first").add(CELL, new Counts(5, 0, 0));

        assertThat(results("first").of(CELL)).isEqualTo(new Counts(5, 0, 0));
        assertThat(results("second").of(CELL)).isNull();
    }

    @Test
    void reportsAreAddedUp() throws IOException {
        Files.writeString(
                directory.resolve("TEST-a.xml"),
                "<testsuite tests='10' failures='1' errors='1' skipped='3'></testsuite>");
        Files.writeString(
                directory.resolve("TEST-b.xml"),
                "<testsuite tests='5' failures='0' errors='0' skipped='0'></testsuite>");

        assertThat(Counts.ofReports(directory)).isEqualTo(new Counts(10, 2, 3));
    }

    private Results results(String classes) throws IOException {
        Path tested = Files.createDirectories(directory.resolve("classes"));
        Files.writeString(tested.resolve("A.class"), classes);
        return Results.in(directory.resolve("results.properties"), List.of(tested));
    }
}
