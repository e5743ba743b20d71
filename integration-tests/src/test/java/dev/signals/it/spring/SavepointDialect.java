package dev.signals.it.spring;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionDefinition;

/** Adds what Spring's own dialect of Hibernate lacks for NESTED: savepoints of the connection of the session. */
final class SavepointDialect extends HibernateJpaDialect {

    private static final long serialVersionUID = 1L;

    @Override
    public Object beginTransaction(EntityManager entityManager, TransactionDefinition definition) throws SQLException {
        return new Savepoints(super.beginTransaction(entityManager, definition), entityManager.unwrap(Session.class));
    }

    @Override
    public void cleanupTransaction(@Nullable Object data) {
        super.cleanupTransaction(data instanceof Savepoints savepoints ? savepoints.data() : data);
    }

    private record Savepoints(Object data, Session session) implements SavepointManager {

        @Override
        public Object createSavepoint() {
            return session.doReturningWork(Connection::setSavepoint);
        }

        @Override
        public void rollbackToSavepoint(Object savepoint) {
            session.doWork(connection -> connection.rollback((Savepoint) savepoint));
        }

        @Override
        public void releaseSavepoint(Object savepoint) {
            session.doWork(connection -> connection.releaseSavepoint((Savepoint) savepoint));
        }
    }
}
