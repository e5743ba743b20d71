package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a timeline writes down. */
@OnEveryDatabase
class SignalTimelineIT {

    private final Database database;

    SignalTimelineIT(Database database) {
        this.database = database;
    }

    static class NoteReceivers {
        @Receiver
        void saved(PostSave<Note> event) {
            event.session().persist(new Author(event.instance().text));
        }
    }

    private TestFactory factory(Map<String, ?> settings) {
        TestFactory factory = TestFactory.of(database, settings, Zoo.entities());
        factory.signals().register(new NoteReceivers());
        factory.signals().preSave().connect(Note.class, event -> event.instance().text += "!");
        factory.signals().postSave().connect(Author.class, event -> {}, afterCommit());
        return factory;
    }

    /** The lines with the names of databases taken out. */
    private static List<String> lines(SignalTimeline timeline) {
        return timeline.lines().stream()
                .map(line -> line.replaceAll("(?<=(select|insert|update)) .*", " ..."))
                .map(line -> line.replaceAll("#\\d+", "#1"))
                .toList();
    }

    @Test
    void aTimelineOfAFactoryShowsReceiversFlushesStatementsAndTheTransactionInOrder() {
        try (TestFactory factory = factory(Map.of(SignalSettings.TIMELINE, "true"));
                SignalTimeline timeline = factory.signals().timeline()) {
            timeline.mark("save a note");
            factory.inTransaction(session -> session.persist(new Note("a")));

            assertThat(lines(timeline))
                    .containsExactly(
                            "save a note",
                            "  in a transaction",
                            "  pre_save Note new -> lambda in SignalTimelineIT",
                            "  select ...",
                            "  flush",
                            "    insert ...",
                            "  post_save Note#1 created -> NoteReceivers.saved",
                            "    select ...",
                            "  flush",
                            "    insert ...",
                            "  committed",
                            "  post_save Author#1 created -> lambda in SignalTimelineIT");
            assertThat(timeline.toMermaid().lines())
                    .startsWith("sequenceDiagram")
                    .contains(
                            "    p0->>+p1: pre_save Note new",
                            "    p1-->>-p0: done",
                            "    participant p2 as database",
                            "    Note over p0: committed");
        }
    }

    @Test
    void withoutTheSettingASessionIsShownWithoutTheTextOfStatements() {
        try (TestFactory factory = factory(Map.of())) {
            SignalTimeline timeline = factory.fromTransaction(session -> {
                SignalTimeline opened = factory.signals().timeline(session);
                session.persist(new Author("a"));
                session.createSelectionQuery("from Author", Author.class).getResultList();
                return opened;
            });
            timeline.close();
            factory.inTransaction(session -> session.persist(new Author("b")));
            assertThat(lines(timeline))
                    .containsExactly(
                            "in a transaction",
                            "statement",
                            "flush for a query",
                            "  statement",
                            "statement",
                            "flush",
                            "committed",
                            "post_save Author#1 created -> lambda in SignalTimelineIT");
        }
    }

    @Test
    void withoutTheSettingThereIsNoTimelineOfAFactory() {
        try (TestFactory factory = factory(Map.of())) {
            assertThatThrownBy(() -> factory.signals().timeline())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("session factory \"test\" cannot record a timeline of all its sessions; set"
                            + " signals.timeline=true, or open the timeline of one session");
        }
    }

    @Test
    void severalSessionsAreToldApart() {
        try (TestFactory factory = factory(Map.of(SignalSettings.TIMELINE, "true"));
                SignalTimeline timeline = factory.signals().timeline()) {
            factory.inTransaction(session -> {
                session.persist(new Article("a"));
                timeline.mark("another session");
                factory.inTransaction(other -> other.persist(new Article("b")));
            });
            assertThat(lines(timeline))
                    .containsSequence("another session", "  [2] in a transaction")
                    .contains("  [1] in a transaction", "  [1] committed", "  [2] committed");
        }
    }

    @Test
    void aFailureIsShownWhereItIsThrown() {
        try (TestFactory factory = factory(Map.of(SignalSettings.TIMELINE, "true"));
                SignalTimeline timeline = factory.signals().timeline()) {
            factory.signals().postSave().connect(Article.class, event -> {
                throw new IllegalStateException("no");
            });
            assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Article("a"))))
                    .hasMessageContaining("no");
            assertThat(lines(timeline))
                    .endsWith(
                            "post_save Article#1 created -> lambda in SignalTimelineIT",
                            "  throws java.lang.IllegalStateException: no",
                            "rolled back");
        }
    }

    @Test
    void theInspectorOfTheApplicationStaysInUse() {
        try (TestFactory factory = factory(Map.of(SignalSettings.TIMELINE, "true"))) {
            factory.inTransaction(session -> session.persist(new Article("a")));
            assertThat(factory.statements().all()).anyMatch(sql -> sql.startsWith("insert"));
        }
    }
}
