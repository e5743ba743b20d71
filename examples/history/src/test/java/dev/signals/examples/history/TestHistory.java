package dev.signals.examples.history;

import dev.signals.examples.history.library.Author;
import dev.signals.examples.history.library.Book;
import dev.signals.examples.history.library.Subject;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;

/** Entities with a history, on a clock that goes on by a minute each time it is read. */
final class TestHistory implements AutoCloseable {

    private final SessionFactory factory;
    private Instant now = Instant.parse("2024-01-01T00:00:00Z");

    TestHistory(TestDatabase database) {
        factory = new HibernatePersistenceConfiguration("history")
                .managedClasses(EntityVersion.class, Author.class, Book.class, Subject.class)
                .managedClasses(Product.class, Camera.class, Purchase.class)
                .jdbcUrl(database.url())
                .schemaToolingAction(Action.CREATE_DROP)
                .createEntityManagerFactory();
        new HistoryRecorder(this::tick).connect(signals());
    }

    SessionFactory factory() {
        return factory;
    }

    FactorySignals signals() {
        return ModelSignals.of(factory);
    }

    private Instant tick() {
        now = now.plus(Duration.ofMinutes(1));
        return now;
    }

    /** Returns the time of the latest version. */
    Instant now() {
        return now;
    }

    void clear() {
        factory.getSchemaManager().truncate();
    }

    /** Does the work in a transaction. */
    void commit(Consumer<Session> work) {
        factory.inTransaction(work);
    }

    /** Does the work in a transaction. */
    <R> R commitAndReturn(Function<Session, R> work) {
        return factory.fromTransaction(work);
    }

    /** Does the work, writes it to the database, and takes it back. */
    void rollBack(Consumer<Session> work) {
        factory.inSession(session -> {
            Transaction transaction = session.beginTransaction();
            work.accept(session);
            session.flush();
            transaction.rollback();
        });
    }

    <R> R read(Function<Session, R> query) {
        return factory.fromTransaction(query);
    }

    List<EntityVersion> of(Class<?> type, Object id) {
        return read(session -> new History(session).of(type, id));
    }

    EntityVersion latest(Class<?> type, Object id) {
        return read(session -> new History(session).latest(type, id)).orElseThrow();
    }

    long countOf(Class<?> type) {
        return read(session -> session.createSelectionQuery("from " + type.getSimpleName(), type)
                .getResultCount());
    }

    @Override
    public void close() {
        factory.close();
    }
}
