package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.micrometer.SignalMetrics;
import dev.signals.it.database.Database;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls of receivers as Micrometer counts them. */
class SignalMetricsIT {

    static class NoteReceivers {
        @Receiver
        void saved(PostSave<Note> event) {}
    }

    @Test
    void callsAreTimedByReceiverAndOutcome() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (TestFactory factory = TestFactory.of(Database.H2, Zoo.entities())) {
            SignalMetrics metrics = new SignalMetrics(factory.signals());
            metrics.bindTo(registry);
            factory.signals().register(new NoteReceivers());
            factory.signals().preSave().connect(Author.class, event -> {
                throw new IllegalStateException("no");
            });
            factory.signals().postSave().connect(Note.class, event -> {}, afterCommit());
            factory.inTransaction(session -> {
                session.persist(new Note("a"));
                session.persist(new Note("b"));
            });
            assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Author("a"))))
                    .hasMessage("no");
            assertThat(timers(registry))
                    .containsExactlyInAnyOrder(
                            "success NoteReceivers.saved of post_save for Note: 2",
                            "success lambda of post_save for Note: 2",
                            "failure lambda of pre_save for Author: 1");
            metrics.close();
            factory.inTransaction(session -> session.persist(new Note("c")));
            assertThat(registry.get(SignalMetrics.TIMER).timers())
                    .allSatisfy(timer -> assertThat(timer.count()).isLessThan(3));
        }
    }

    private static List<String> timers(SimpleMeterRegistry registry) {
        return registry.get(SignalMetrics.TIMER).timers().stream()
                .map(timer -> line(timer.getId()) + ": " + timer.count())
                .toList();
    }

    private static String line(Meter.Id id) {
        return id.getTag("outcome") + " "
                + String.valueOf(id.getTag("receiver")).replaceAll(".*\\$", "").replaceAll(" in .*", "") + " of "
                + id.getTag("signal") + " for "
                + String.valueOf(id.getTag("sender")).replaceAll(".*\\$", "");
    }
}
