package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.includingCollections;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changed;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Basic;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.annotations.DynamicUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Hibernate puts a lazy attribute into the state of the row when it is loaded, which may be after a save. */
@ParameterizedClass
@ValueSource(classes = {LoadedLaterIT.Book.class, LoadedLaterIT.Leaflet.class})
@EnabledIfSystemProperty(named = "signals.test.enhanced", matches = "true")
class LoadedLaterIT {

    @MappedSuperclass
    abstract static class Text {
        @Id
        Long id;

        @Version
        int version;

        private String title;

        @Basic(fetch = FetchType.LAZY)
        private String content;

        @ElementCollection
        private List<String> words = new ArrayList<>();

        String content() {
            return content;
        }

        void setTitle(String title) {
            this.title = title;
        }

        void setContent(String content) {
            this.content = content;
        }

        List<String> words() {
            return words;
        }
    }

    @Entity(name = "Book")
    static class Book extends Text {}

    @Entity(name = "Leaflet")
    @DynamicUpdate
    static class Leaflet extends Text {}

    private final Class<? extends Text> type;
    private final TestFactory factory;
    private final List<Changed<?>> changed = new ArrayList<>();

    LoadedLaterIT(Class<? extends Text> type) {
        this.type = type;
        this.factory = TestFactory.of(Database.H2, type);
    }

    @BeforeEach
    void saveAndListen() {
        factory.inTransaction(session -> session.createNativeMutationQuery("insert into " + type.getSimpleName()
                        + " (id, version, title, content) values (1, 0, 'title', 'content')")
                .executeUpdate());
        factory.signals().changed().connect(event -> changed.add(event), includingCollections());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void whatIsLoadedAfterTheLastSaveHasNotChanged() {
        inTransaction((session, text) -> {
            text.setTitle("new");
            session.flush();
            assertThat(text.content()).isEqualTo("content");
        });

        assertThat(changes()).containsExactly("title: title -> new");
    }

    @Test
    void whatIsLoadedBetweenTwoSavesHasNotChanged() {
        inTransaction((session, text) -> {
            text.setTitle("new");
            session.flush();
            assertThat(text.content()).isEqualTo("content");
            text.setTitle("newer");
        });

        assertThat(changes()).containsExactly("title: title -> newer");
        assertThat(changed.get(0).state()).containsEntry("content", "content");
    }

    @Test
    void whatIsLoadedAndSetAfterASaveIsToldWithItsOldValue() {
        inTransaction((session, text) -> {
            text.setTitle("new");
            session.flush();
            text.setContent(text.content() + "s");
        });

        assertThat(changes()).containsExactlyInAnyOrder("title: title -> new", "content: content -> contents");
    }

    @Test
    void anEventAfterTheCommitDoesNotTellWhatWasLoadedAfterItsSave() {
        List<String> told = new ArrayList<>();
        factory.signals()
                .postSave()
                .connect(type, event -> told.addAll(event.changes().attributes()), afterCommit());

        inTransaction((session, text) -> {
            text.setTitle("new");
            session.flush();
            assertThat(text.content()).isEqualTo("content");
        });

        assertThat(told).containsExactly("title");
    }

    @Test
    void nothingIsSentForWhatIsChangedBackAndLoaded() {
        inTransaction((session, text) -> {
            text.setTitle("new");
            session.flush();
            text.setTitle("title");
            session.flush();
            assertThat(text.content()).isEqualTo("content");
        });

        assertThat(changed).isEmpty();
    }

    @Test
    void aLazyAttributeIsNotForgottenWhereACollectionOfAFreshInstanceIsWritten() {
        inTransaction((session, text) -> {
            text.setContent("new");
            session.flush();
            session.clear();
            session.find(type, 1L).words().add("word");
        });

        assertThat(changed.get(0).state()).containsEntry("content", "new").containsEntry("version", 2);
        assertThat(changed.get(0).changes().attributes()).containsExactly("content");
    }

    @Test
    void aLazyAttributeIsNotForgottenWhereAFreshInstanceIsUpdatedQuietly() {
        inTransaction((session, text) -> {
            text.setContent("new");
            session.flush();
            session.clear();
            Text fresh = session.find(type, 1L);
            QuietUpdate.of(session, fresh).set("content", "newer").execute();
            QuietUpdate.of(session, fresh).set("title", "other").execute();
        });

        assertThat(changed.get(0).state()).containsEntry("content", "newer").containsEntry("title", "other");
        assertThat(changed.get(0).changes().attributes()).containsExactly("content");
    }

    private List<String> changes() {
        List<String> lines = new ArrayList<>();
        for (Changed<?> event : changed) {
            for (Change change : event.changes()) {
                lines.add(change.attribute() + ": " + change.oldValue() + " -> " + change.newValue());
            }
        }
        return lines;
    }

    private interface Work {
        void in(Session session, Text text);
    }

    private void inTransaction(Work work) {
        factory.inTransaction(session -> work.in(session, session.find(type, 1L)));
    }
}
