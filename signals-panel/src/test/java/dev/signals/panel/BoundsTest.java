package dev.signals.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signals.panel.Library.Book;
import dev.signals.panel.Library.Loan;
import org.junit.jupiter.api.Test;

/** The panel keeps the last things, however much happens. */
class BoundsTest {

    private static final int MANY = 100_000;
    private static final int MOST_CHARACTERS = 1_500_000;

    @Test
    void ofATransactionWithAHundredThousandEntriesTheBeginningAndTheEndAreKept() {
        try (Library library = Library.open();
                SignalPanel panel = library.record()) {
            library.signals.postSave().connect(Book.class, event -> {});
            library.factory.inTransaction(session -> {
                session.persist(new Book("first", "first"));
                for (int i = 0; i < MANY; i++) {
                    session.createSelectionQuery("select count(*) from Loan", Long.class)
                            .getSingleResult();
                }
                session.persist(new Book("last", "last"));
            });

            JsonNode work = Library.work(panel, Library.newest(panel));
            assertThat(work.path("steps").asInt()).isGreaterThan(MANY);
            assertThat(Library.lines(work)).hasSize(2 * Work.KEPT).endsWith("committed");
            assertThat(work.path("leftOut").asInt())
                    .isEqualTo(work.path("steps").asInt() - 2 * Work.KEPT);
        }
    }

    @Test
    void ofManyTransactionsTheLastAreKeptAndThoseThatFailedALittleLonger() {
        Recording recording = new Recording(PanelOptions.defaults().entries());
        Work failed = recording.begin("unit", 1, Work.State.RUNNING, () -> false, null, 0);
        Step step = Step.of(Step.Kind.STATEMENT, 0, 0, "insert into book");
        recording.add(failed, step);
        IllegalStateException thrown = new IllegalStateException();
        step.ended(1, Fault.of(thrown, false));
        failed.failed(step, thrown);
        failed.ended(false);
        Work last = failed;
        for (int i = 0; i < MANY / 5; i++) {
            last = recording.begin("unit", i, Work.State.COMMITTED, () -> false, null, 0);
            for (int j = 0; j < 5; j++) {
                recording.add(last, Step.of(Step.Kind.STATEMENT, 0, j, "select " + i));
            }
        }

        JsonNode summary = Library.read(Json.write(recording.summary(Long.MAX_VALUE)));
        assertThat(summary.path("entries").asInt()).isLessThanOrEqualTo(20_000);
        assertThat(summary.path("works")).hasSize(Recording.LISTED);
        assertThat(summary.path("works").path(0).path("id").asLong()).isEqualTo(last.id);
        assertThat(summary.path("more").asBoolean()).isTrue();
        assertThat(recording.work(failed.id)).isNotNull();
        assertThat(recording.work(failed.id + 1)).isNull();
        assertThat(summary.toString().length()).isLessThan(MOST_CHARACTERS);
        assertThat(Library.read(Json.write(recording.summary(failed.id + 1))).path("works"))
                .extracting(work -> work.path("id").asLong())
                .containsExactly(failed.id);
    }

    @Test
    void aTransactionThatIsForgottenWhileItRunsDoesNotCount() {
        Recording recording = new Recording(100);
        Work running = recording.begin("unit", 1, Work.State.RUNNING, () -> false, null, 0);
        recording.add(running, Step.of(Step.Kind.STATEMENT, 0, 0, "select 1"));
        for (int i = 0; i < 200; i++) {
            Work other = recording.begin("unit", 2, Work.State.COMMITTED, () -> false, null, 0);
            recording.add(other, Step.of(Step.Kind.STATEMENT, 0, 0, "select 2"));
        }
        for (int i = 0; i < 500; i++) {
            recording.add(running, Step.of(Step.Kind.STATEMENT, 0, 0, "select 1"));
        }

        assertThat(recording.summary(Long.MAX_VALUE)).containsEntry("entries", 100);
    }

    @Test
    void identifiersAndReasonsOfAnyLengthAreShortened() {
        String text = "x".repeat(MANY);
        try (Library library = Library.open();
                SignalPanel panel = library.record(PanelOptions.defaults().withValues())) {
            library.signals.preSave().connect(Loan.class, event -> {});
            Loan loan = new Loan(text);
            assertThatThrownBy(() -> library.factory.inTransaction(
                            session -> library.signals.because(session, text, () -> session.persist(loan))))
                    .isNotNull();

            assertThat(panel.activity("work=1"))
                    .contains("Loan#xxx", ", because xxx")
                    .hasSizeLessThan(MANY / 2);
        }
    }
}
