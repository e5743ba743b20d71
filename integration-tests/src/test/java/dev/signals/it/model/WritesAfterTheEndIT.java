package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Connection;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import dev.signals.it.support.UnflushedWrite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What receivers behind the end of a transaction do with its session, which nothing would ever write. */
@OnEveryDatabase
class WritesAfterTheEndIT {

    private final TestFactory factory;
    private final List<Throwable> failures = new ArrayList<>();

    WritesAfterTheEndIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
    }

    @BeforeEach
    void listen() {
        factory.signals().onFailure((connection, event, failure) -> failures.add(failure));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private IllegalStateException refusal() {
        assertThat(failures).hasSize(1).first().isInstanceOf(IllegalStateException.class);
        return (IllegalStateException) failures.get(0);
    }

    @ParameterizedTest
    @EnumSource
    void theSessionOfACommittedTransactionRefuses(UnflushedWrite operation) {
        Session[] used = new Session[1];
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> operation.execute(used[0], new Note("b"), event.instance()),
                        afterCommit());

        factory.inTransaction(session -> {
            used[0] = session;
            session.persist(new Note("a"));
        });

        assertThat(refusal()).hasMessageContaining("the transaction has ended");
        assertThat(factory.sql("select text from Note")).isEqualTo("a");
    }

    @Test
    void theMessageSaysWhereToWriteInstead() throws IOException {
        Session[] used = new Session[1];
        factory.signals().postSave().connect(Note.class, event -> used[0].persist(new Article("b")), afterCommit());

        factory.inTransaction(session -> {
            used[0] = session;
            session.persist(new Note("a"));
        });

        ErrorsPage.assertListed(
                Zoo.class, "write-after-the-transaction", refusal().getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void theSessionOfARolledBackTransactionRefuses(UnflushedWrite operation) {
        try (Session session = factory.sessionFactory().openSession()) {
            factory.signals()
                    .postSave()
                    .connect(
                            Note.class,
                            event -> operation.execute(session, new Note("b"), event.instance()),
                            afterRollback());
            session.beginTransaction();
            session.persist(new Note("a"));
            session.flush();
            session.getTransaction().rollback();
        }

        assertThat(refusal()).hasMessageContaining("the transaction has ended");
    }

    @Test
    void aChildSessionRefusesToo() {
        try (Session session = factory.sessionFactory().openSession();
                Session child = session.sessionWithOptions().connection().openSession()) {
            factory.signals().postSave().connect(Note.class, event -> child.persist(new Article("b")), afterCommit());
            session.beginTransaction();
            session.persist(new Note("a"));
            session.getTransaction().commit();
        }

        assertThat(refusal()).hasMessageStartingWith("persist of " + Article.class.getName());
    }

    @Test
    void aStatelessSessionRefusesToo() {
        assumeThatStatelessSessionsAreTold();
        Function<Consumer<StatelessSession>, String> refusal = operation -> {
            failures.clear();
            StatelessSession[] used = new StatelessSession[1];
            Connection connection =
                    factory.signals().postSave().connect(Note.class, event -> operation.accept(used[0]), afterCommit());
            factory.sessionFactory().inStatelessTransaction(session -> {
                used[0] = session;
                session.insert(new Note("a"));
            });
            connection.close();
            return refusal().getMessage();
        };
        Note note = factory.saved(new Note("n"));
        factory.signals().postDelete().connect(Note.class, event -> {});

        assertThat(Stream.<Consumer<StatelessSession>>of(
                                session -> session.insert(new Note("b")),
                                session -> session.update(note),
                                session -> session.upsert(note),
                                session -> session.delete(note))
                        .map(refusal))
                .allMatch(message -> message.contains("the transaction has ended"));
        assertThat(factory.sql("select text from Note where id = " + note.id)).isEqualTo("n");
    }

    @Test
    void anotherSessionMayWaitForATransactionOfItsOwn() {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            try (Session other = factory.sessionFactory().openSession()) {
                                other.persist(new Article("b"));
                                other.beginTransaction();
                                other.getTransaction().commit();
                            }
                        },
                        afterCommit());

        factory.inTransaction(session -> session.persist(new Note("a")));

        assertThat(failures).isEmpty();
        assertThat(factory.count("Article")).isEqualTo(1);
    }

    @Test
    void aLongSessionMayWaitForItsNextTransactionWhenTheReceiversAreThrough() {
        factory.signals().postSave().connect(Note.class, event -> {}, afterCommit());
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Note("a"));
            session.getTransaction().commit();
            session.persist(new Article("b"));
            session.beginTransaction();
            session.getTransaction().commit();
        }

        assertThat(failures).isEmpty();
        assertThat(factory.count("Article")).isEqualTo(1);
    }
}
