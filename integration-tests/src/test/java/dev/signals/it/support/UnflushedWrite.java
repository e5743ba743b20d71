package dev.signals.it.support;

import jakarta.persistence.EntityManager;

/** The operations that only a later flush writes. */
public enum UnflushedWrite {
    PERSIST {
        @Override
        public void execute(EntityManager entityManager, Object fresh, Object present) {
            entityManager.persist(fresh);
        }
    },
    MERGE {
        @Override
        public void execute(EntityManager entityManager, Object fresh, Object present) {
            entityManager.merge(fresh);
        }
    },
    REMOVE {
        @Override
        public void execute(EntityManager entityManager, Object fresh, Object present) {
            Object id = entityManager
                    .getEntityManagerFactory()
                    .getPersistenceUnitUtil()
                    .getIdentifier(present);
            Object found = entityManager.find(present.getClass(), id);
            entityManager.remove(found == null ? present : found); // null behind a rollback
        }
    };

    /**
     * Executes the operation.
     *
     * @param fresh an instance that has no row
     * @param present an entity that has one, or had one before a rollback
     */
    public abstract void execute(EntityManager entityManager, Object fresh, Object present);
}
