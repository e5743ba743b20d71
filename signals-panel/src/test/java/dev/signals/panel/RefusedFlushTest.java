package dev.signals.panel;

import static dev.signals.panel.Library.activity;
import static dev.signals.panel.Library.lines;
import static dev.signals.panel.Library.newest;
import static dev.signals.panel.Library.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signals.hibernate.SignalSettings;
import dev.signals.panel.Library.Book;
import dev.signals.panel.Library.Loan;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flushes that fail, although no statement has failed. */
class RefusedFlushTest {

    private final Library library = Library.open();
    private final SignalPanel panel = library.record();

    @AfterEach
    void close() {
        panel.close();
        library.close();
    }

    /** Refers to a book that is not saved. */
    private static void lend(Session session) {
        Loan loan = new Loan("Ann");
        loan.book = new Book("1", "Emma");
        session.persist(loan);
    }

    @Test
    void theExceptionOfAFlushThatIsRefusedIsTheReason() {
        assertThatThrownBy(() -> library.factory.inTransaction(RefusedFlushTest::lend))
                .hasMessageContaining("book");

        JsonNode summary = newest(panel);
        assertThat(summary.path("state").asText()).isEqualTo("ROLLED_BACK");
        assertThat(summary.path("reason").path("kind").asText()).isEqualTo("flush");
        assertThat(summary.path("reason").path("fault").path("type").asText()).startsWith("Transient");
        assertThat(summary.path("reason").path("fault").has("message")).isFalse();
        assertThat(lines(work(panel, summary)))
                .anyMatch(line -> line.startsWith("flush throws Transient"))
                .endsWith("rolled back");
        assertThat(activity(panel).path("failures"))
                .singleElement()
                .satisfies(failure -> assertThat(failure.path("kind").asText()).isEqualTo("flush"));
    }

    @Test
    void itsMessageIsShownToThoseWhoAskForValues() {
        try (SignalPanel open = library.record(PanelOptions.defaults().withValues())) {
            assertThatThrownBy(() -> library.factory.inTransaction(RefusedFlushTest::lend))
                    .isNotNull();

            assertThat(newest(open).path("reason").path("fault").path("message").asText())
                    .contains("book");
        }
    }

    @Test
    void aFlushForAQueryIsRefusedToo() {
        assertThatThrownBy(() -> library.factory.inTransaction(session -> {
                    lend(session);
                    session.createSelectionQuery("from Loan", Loan.class).getResultList();
                }))
                .hasMessageContaining("book");

        JsonNode reason = newest(panel).path("reason");
        assertThat(reason.path("text").asText()).isEqualTo("flush for a query");
        assertThat(reason.path("fault").path("type").asText()).startsWith("Transient");
    }

    @Test
    void aStatementThatFailsIsNamedOnceAndNotItsFlushAgain() {
        library.persist(new Book("1", "Emma"));

        assertThatThrownBy(() -> library.persist(new Book("2", "Emma"))).isNotNull();

        assertThat(newest(panel).path("failures").asInt()).isOne();
        assertThat(lines(work(panel, newest(panel)))).noneMatch(line -> line.startsWith("flush throws"));
    }

    @Test
    void nothingIsRecordedOnceThePanelIsClosedAndAnotherOneStillIs() {
        try (SignalPanel other = library.record()) {
            panel.close();

            assertThatThrownBy(() -> library.factory.inTransaction(RefusedFlushTest::lend))
                    .isNotNull();

            assertThat(activity(panel).has("works")).isFalse();
            assertThat(newest(other).path("reason").path("kind").asText()).isEqualTo("flush");
        }
    }

    @Test
    void theSettingForSlowCallsSaysWhatIsShownAsSlow() {
        assertThat(Library.map(panel).path("slow").asLong()).isEqualTo(100_000);
        try (Library other = Library.with(Map.of(SignalSettings.SLOW, "7ms"));
                SignalPanel slower = other.record()) {
            assertThat(Library.map(slower).path("slow").asLong()).isEqualTo(7_000);
        }
    }
}
