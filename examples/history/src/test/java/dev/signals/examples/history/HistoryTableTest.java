package dev.signals.examples.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.examples.history.library.Subject;
import org.junit.jupiter.api.Test;

/** How the history looks in print. */
class HistoryTableTest {

    @Test
    void aVersionWithoutAttributesHasARow() {
        try (TestHistory test = new TestHistory(TestDatabase.H2)) {
            test.commit(session -> test.signals().because(session, "new", () -> session.persist(new Subject("sea"))));

            assertThat(HistoryTable.of(test.of(Subject.class, "sea")))
                    .containsExactly(
                            "when              who  what                  attribute  old or removed  new or added  why",
                            "2024-01-01 00:01       Subject sea  created                                           new");
        }
    }
}
