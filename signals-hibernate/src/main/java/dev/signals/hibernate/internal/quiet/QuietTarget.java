package dev.signals.hibernate.internal.quiet;

import dev.signals.hibernate.internal.access.FactoryName;
import dev.signals.hibernate.internal.state.IdentifierText;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * The row or rows that an update is for.
 *
 * @param persister the persister of the entity
 * @param id the identifier; null if there is none, or if a condition selects the rows
 * @param instance the instance that was given; null if there is none, or if it is a reference that has not been loaded
 * @param reference the object given as instance; null if none was
 */
public record QuietTarget(
        EntityPersister persister,
        @Nullable Object id,
        @Nullable Object instance,
        @Nullable Object reference) {

    /**
     * Returns the target for the row of an instance.
     *
     * @throws IllegalArgumentException if it is no entity
     */
    public static QuietTarget of(SharedSessionContractImplementor session, Object reference) {
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(reference);
        if (proxy != null && proxy.isUninitialized()) {
            EntityPersister persister = persister(session, proxy.getEntityName());
            return new QuietTarget(persister, proxy.getInternalIdentifier(), null, reference);
        }
        Object instance = proxy == null ? reference : proxy.getImplementation();
        EntityEntry entry = entry(session, instance);
        EntityPersister persister =
                entry != null ? entry.getPersister() : persister(session, session.guessEntityName(instance));
        Object id = entry != null ? entry.getId() : persister.getIdentifier(instance, session);
        return new QuietTarget(persister, id, instance, reference);
    }

    /**
     * Returns the target for the row with an identifier, or for all rows.
     *
     * @param id the identifier; null for all rows
     * @throws IllegalArgumentException if the class is no entity, or has other identifiers
     */
    public static QuietTarget of(SharedSessionContractImplementor session, Class<?> type, @Nullable Object id) {
        EntityPersister persister = persister(session, type.getName());
        Class<?> expected = persister.getIdentifierType().getReturnedClass();
        if (id != null && !expected.isInstance(id)) {
            throw new IllegalArgumentException("cannot update " + type.getName() + "#" + id + ": the identifier is a "
                    + id.getClass().getName() + ", but the entity has a " + expected.getName());
        }
        Object held = id == null ? null : held(session, persister, id);
        EntityEntry entry = held == null || !persister.isInstance(held) ? null : entry(session, held);
        return new QuietTarget(entry == null ? persister : entry.getPersister(), id, null, null);
    }

    /**
     * Returns the target as it is now: a reference may have been loaded, an instance may have been persisted since.
     */
    QuietTarget now(SharedSessionContractImplementor session) {
        return reference == null ? this : of(session, reference);
    }

    private static EntityPersister persister(SharedSessionContractImplementor session, String entityName) {
        EntityPersister persister = session.getFactory().getMappingMetamodel().findEntityDescriptor(entityName);
        if (persister == null) {
            throw new IllegalArgumentException("cannot update " + entityName + ": it is no entity of session factory \""
                    + FactoryName.of(session.getFactory()) + "\"");
        }
        return persister;
    }

    /** Returns whether it is one row. */
    boolean isOne() {
        return id != null || reference != null;
    }

    /** Returns the instance that the session holds for the identifier; null if there is none. */
    @Nullable
    Object held(SharedSessionContractImplementor session) {
        return id == null ? null : held(session, persister, id);
    }

    private static @Nullable Object held(
            SharedSessionContractImplementor session, EntityPersister persister, Object id) {
        return isStateful(session)
                ? session.getPersistenceContextInternal().getEntity(session.generateEntityKey(id, persister))
                : null;
    }

    /** Returns the session's entry of an instance; null if it is not managed. */
    static @Nullable EntityEntry entry(SharedSessionContractImplementor session, Object instance) {
        return isStateful(session) ? session.getPersistenceContextInternal().getEntry(instance) : null;
    }

    /** Returns whether the session manages instances. */
    static boolean isStateful(SharedSessionContractImplementor session) {
        return session instanceof SessionImplementor;
    }

    @Override
    public String toString() {
        return persister.getEntityName() + (id == null ? "" : "#" + IdentifierText.of(persister, id));
    }
}
