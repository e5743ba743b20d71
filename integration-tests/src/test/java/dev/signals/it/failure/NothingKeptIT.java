package dev.signals.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Neither the session nor an entity or event of a transaction is held on to when the session is closed. */
@OnEveryDatabase
class NothingKeptIT {

    private final Bank bank;
    private final List<WeakReference<Object>> seen = new CopyOnWriteArrayList<>();

    NothingKeptIT(Database database) {
        bank = new Bank(database);
        FactorySignals signals = bank.signals();
        signals.preSave().connect(Account.class, this::see);
        signals.postSave().connect(Account.class, this::see);
        signals.postDelete().connect(Account.class, this::see);
        signals.m2mChanged().connect(Account.class, this::see);
        signals.postSave().connect(Account.class, this::see, ModelSignals.beforeCommit());
        signals.postSave().connect(Account.class, this::see, ModelSignals.afterCommit());
        signals.postSave().connect(Account.class, this::see, ModelSignals.afterRollback());
        signals.postSave().connect(Account.class, this::see, ModelSignals.afterCompletion());
    }

    private void see(Object object) {
        seen.add(new WeakReference<>(object));
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void afterACommit() {
        inClosedSession(session -> session.getTransaction().commit());

        everythingIsCollected();
    }

    @Test
    void afterAnOpenTransaction() {
        inClosedSession(session -> {});

        everythingIsCollected();
    }

    @Test
    void afterAnOpenTransactionThatWasFlushed() {
        inClosedSession(session -> session.flush());

        everythingIsCollected();
    }

    @Test
    void afterAStatelessSessionThatWasLeftOpen() {
        inClosedStatelessSession(session -> {});

        everythingIsCollected();
    }

    @Test
    void afterAStatelessSessionWhoseConnectionWasLost() {
        inClosedStatelessSession(session -> {
            session.doWork(Connection::close);
            assertThat(catchThrowable(() -> session.getTransaction().rollback()))
                    .isNotNull();
        });

        everythingIsCollected();
    }

    @TestFactory
    Stream<DynamicTest> afterEachFailure() {
        return Failure.on(bank).stream()
                .map(failure -> dynamicTest(failure.name(), () -> {
                    bank.reset();
                    inClosedSession(session -> {
                        assertThat(catchThrowable(() -> failure.happen(bank, session)) != null)
                                .isEqualTo(failure.isThrown());
                        if (session.getTransaction().isActive()) {
                            catchThrowable(() -> session.getTransaction().rollback());
                        }
                    });
                    everythingIsCollected();
                }));
    }

    /** In a method of its own, so that no variable is left that holds what is to be collected. */
    private void inClosedSession(Consumer<Session> end) {
        try (Session session = bank.sessionFactory().openSession()) {
            see(session);
            session.beginTransaction();
            see(bank.change(session));
            end.accept(session);
        }
    }

    private void inClosedStatelessSession(Consumer<StatelessSession> end) {
        try (StatelessSession session = bank.sessionFactory().openStatelessSession()) {
            see(session);
            session.beginTransaction();
            session.insert(new Account("created"));
            end.accept(session);
        }
    }

    private void everythingIsCollected() {
        assertThat(seen).hasSizeGreaterThan(1);
        await().untilAsserted(() -> {
            System.gc();
            assertThat(seen).allSatisfy(reference -> assertThat(reference.get()).isNull());
        });
        seen.clear();
    }
}
