package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.support.TestedHibernate.assumeBefore80;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.event.DeleteCause;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signals of stateless sessions, which have no flush: at once, around each statement. */
@OnEveryDatabase
class StatelessSessionIT {

    private final TestFactory factory;

    StatelessSessionIT(Database database) {
        factory = TestFactory.of(database, Author.class, Category.class, Line.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void whatPreSaveSetsIsInsertedUpdatedAndUpserted() {
        factory.signals().preSave().connect(Category.class, event -> event.instance().text += "!");
        Category category = new Category("c");
        category.text = "a";

        inTransaction(session -> session.insert(category));
        assertThat(factory.sql("select text from Category")).isEqualTo("a!");

        inTransaction(session -> session.update(category));
        assertThat(factory.sql("select text from Category")).isEqualTo("a!!");

        inTransaction(session -> session.upsert(category));
        assertThat(factory.sql("select text from Category")).isEqualTo("a!!!");
    }

    @Test
    void anUpsertSaysThatNobodyKnows() {
        List<String> seen = new ArrayList<>();
        factory.signals().preSave().connect(Category.class, e -> seen.add("pre " + e.isNew() + " " + e.upsert()));
        factory.signals()
                .postSave()
                .connect(
                        Category.class,
                        e -> seen.add("post " + e.created() + " " + e.upsert() + " "
                                + e.changes().isKnown()));

        inTransaction(session -> session.upsert(new Category("c")));

        assertThat(seen).containsExactly("pre false true", "post false true false");
    }

    @Test
    void oldValuesAreKnownForAnInsertOnly() {
        List<String> seen = new ArrayList<>();
        factory.signals()
                .postSave()
                .connect(
                        Author.class,
                        e -> seen.add(e.created() + " " + e.changes().isKnown() + " " + e.updateFields()));
        Author author = new Author("a");

        inTransaction(session -> session.insert(author));
        inTransaction(session -> session.update(author));

        assertThat(seen).containsExactly("true true [name, revision]", "false false []");
    }

    @Test
    void anIdentityIsKnownAfterTheInsert() {
        List<Object> ids = new ArrayList<>();
        factory.signals().preSave().connect(Line.class, event -> ids.add(String.valueOf(event.id())));
        factory.signals().postSave().connect(Line.class, event -> ids.add(event.id()));
        Line line = new Line("l");

        inTransaction(session -> session.insert(line));

        assertThat(ids).containsExactly("null", line.id);
    }

    @Test
    void severalAtOnceAreAnnouncedOneByOne() {
        EventLog log = EventLog.of(factory.signals());
        List<Author> authors = List.of(new Author("a"), new Author("b"));

        inTransaction(session -> {
            session.insertMultiple(authors);
            session.updateMultiple(authors);
            session.upsertMultiple(List.of(new Category("c")));
            session.deleteMultiple(authors);
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Author new",
                        "post_save Author created",
                        "pre_save Author new",
                        "post_save Author created",
                        "pre_save Author",
                        "post_save Author",
                        "pre_save Author",
                        "post_save Author",
                        "pre_save Category",
                        "post_save Category",
                        "pre_delete Author EXPLICIT",
                        "post_delete Author",
                        "pre_delete Author EXPLICIT",
                        "post_delete Author");
        assertThat(factory.count("Author")).isZero();
        assertThat(factory.count("Category")).isEqualTo(1);
    }

    @Test
    void aDeletionTellsItsOriginAndTheValuesOfTheInstance() {
        Author author = new Author("a");
        inTransaction(session -> session.insert(author));
        List<Map<String, Object>> states = new ArrayList<>();
        factory.signals().postDelete().connect(Author.class, event -> {
            assertThat(event.origin()).isSameAs(event.instance());
            assertThat(event.cause()).isEqualTo(DeleteCause.EXPLICIT);
            assertThat(event.id()).isEqualTo(author.id);
            states.add(event.deletedState());
        });

        inTransaction(session -> session.delete(author));

        assertThat(states).hasSize(1);
        assertThat(states.get(0)).isEqualTo(Map.of("name", "a", "revision", 0));
    }

    @Test
    void theReceiverCanUseTheStatelessSession() {
        assumeThatStatelessSessionsAreTold();
        factory.signals().postSave().connect(Author.class, event -> {
            assertThatThrownBy(event::session)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("post_save of " + Author.class.getName() + "#1")
                    .hasMessageContaining("use statelessSession()");
            event.statelessSession().ifPresent(session -> session.insert(new Line(event.instance().name)));
        });

        inTransaction(session -> session.insert(new Author("a")));

        assertThat(factory.sql("select text from Line")).isEqualTo("a");
    }

    @Test
    void afterCommitWaitsForTheCommitAndIsDroppedByARollback() {
        assumeThatStatelessSessionsAreTold();
        List<String> seen = new ArrayList<>();
        factory.signals().postSave().connect(Author.class, event -> seen.add(event.instance().name), afterCommit());

        inTransaction(session -> {
            session.insert(new Author("a"));
            assertThat(seen).isEmpty();
        });
        assertThat(seen).containsExactly("a");

        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            session.insert(new Author("b"));
            session.getTransaction().rollback();
        }
        assertThat(seen).containsExactly("a");
    }

    @Test
    void anExceptionOfAReceiverKeepsTheStatementFromBeingSentAndMarksForRollback() {
        assumeBefore80("does not mark a stateless session for it");
        assumeThatStatelessSessionsAreTold();
        factory.signals().preSave().connect(Author.class, event -> {
            throw new IllegalArgumentException("no");
        });

        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            assertThatThrownBy(() -> session.insert(new Author("a"))).hasMessage("no");
            assertThat(session.getTransaction().getRollbackOnly()).isTrue();
            session.getTransaction().rollback();
        }

        assertThat(factory.count("Author")).isZero();
    }

    @Test
    void aReceiverBeforeTheDeletionNeedsNoneAfterIt() {
        List<String> seen = new ArrayList<>();
        factory.signals().preDelete().connect(Author.class, event -> seen.add(event.instance().name));
        Author author = new Author("a");

        inTransaction(session -> session.insert(author));
        inTransaction(session -> session.delete(author));

        assertThat(seen).containsExactly("a");
    }

    @Test
    void aReceiverThatStartsItselfIsStopped() {
        assumeThatStatelessSessionsAreTold();
        factory.signals()
                .postSave()
                .connect(
                        Author.class,
                        event -> event.statelessSession().orElseThrow().update(event.instance()));

        assertThatThrownBy(() -> inTransaction(session -> session.insert(new Author("a"))))
                .isInstanceOf(SignalLoopException.class);
    }

    private void inTransaction(Consumer<StatelessSession> work) {
        factory.sessionFactory().inStatelessTransaction(work);
    }
}
