package dev.signals.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.TransactionException;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rows are gone, but what rolled them back reports a failure: Hibernate tells nobody of such an end. */
@OnEveryDatabase
class FailedRollbackIT {

    private final TestDatabase database;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final SessionFactory factory;
    private final Told told;

    FailedRollbackIT(Database kind) {
        database = kind.create();
        Configuration configuration = new Configuration().addAnnotatedClass(Account.class);
        configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", dataSource());
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create-only");
        factory = configuration.buildSessionFactory();
        told = Told.by(ModelSignals.of(factory));
    }

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    @Test
    void isToldNotLaterThanWhenTheSessionIsClosed() {
        try (Session session = factory.openSession()) {
            rollBackInVain(session);
        }

        assertThat(told.atOnce()).containsExactly("created a");
        assertThat(told.afterCommit()).isEmpty();
        assertThat(told.afterRollback()).containsExactly("created a");
        assertThat(told.afterCompletion()).containsExactly("created a");
    }

    @Test
    void isNotToldWithTheCommitOfTheNextTransactionOfTheSession() {
        try (Session session = factory.openSession()) {
            rollBackInVain(session);
            session.clear();
            session.beginTransaction();
            session.persist(new Account("next"));
            session.getTransaction().commit();
        }

        assertThat(told.afterCommit()).containsExactly("created next");
    }

    private void rollBackInVain(Session session) {
        session.beginTransaction();
        session.persist(new Account("a"));
        session.flush();
        failing.set(true);
        assertThatThrownBy(() -> session.getTransaction().rollback()).isInstanceOf(TransactionException.class);
    }

    /** Connections whose rollback throws once when it has been done. */
    private DataSource dataSource() {
        return proxy(
                DataSource.class,
                (method, call) -> method.equals("getConnection") ? failingRollback(database.connect()) : null);
    }

    private Connection failingRollback(Connection connection) {
        return proxy(Connection.class, (method, call) -> {
            Object answer = call.on(connection);
            if (method.equals("rollback") && failing.getAndSet(false)) {
                throw new SQLException("lost the answer");
            }
            return answer;
        });
    }

    private interface Call {
        Object on(Object target) throws Throwable;
    }

    private interface Handler {
        Object handle(String method, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.handle(method.getName(), target -> {
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
