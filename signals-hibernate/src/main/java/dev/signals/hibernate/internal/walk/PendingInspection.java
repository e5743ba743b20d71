package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.InstanceStatus;
import dev.signals.hibernate.event.PendingChanges;
import dev.signals.hibernate.internal.access.FactoryName;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.state.StateComparison;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/** An inspection of one instance on demand: what would the next flush write? It loads and changes nothing. */
public final class PendingInspection {

    private final DirtyChecks checks;
    private final SessionStates states;

    public PendingInspection(DirtyChecks checks, SessionStates states) {
        this.checks = checks;
        this.states = states;
    }

    /**
     * Returns the changes of an instance, which may be a proxy.
     *
     * @throws IllegalArgumentException if it is no entity
     */
    public PendingChanges of(SharedSessionContractImplementor session, Object instance) {
        EntityPersister persister = Entities.findPersister(session, null, instance);
        if (persister == null) {
            throw new IllegalArgumentException("cannot find the changes of a "
                    + instance.getClass().getName() + ": it is no entity of session factory \""
                    + FactoryName.of(session.getFactory()) + "\"");
        }
        return of(session, persister, instance);
    }

    private PendingChanges of(SharedSessionContractImplementor session, EntityPersister persister, Object instance) {
        Object entity = Entities.unproxyIfInitialized(instance);
        if (entity == null) {
            return ofReference(
                    session, persister, Objects.requireNonNull(HibernateProxy.extractLazyInitializer(instance)));
        }
        EntityEntry entry = session instanceof EventSource stateful
                ? stateful.getPersistenceContextInternal().getEntry(entity)
                : null;
        return entry == null
                ? ofUnmanaged(session, persister, entity)
                : ofManaged((EventSource) session, entity, entry);
    }

    private static PendingChanges ofReference(
            SharedSessionContractImplementor session, EntityPersister persister, LazyInitializer reference) {
        if (reference.getSession() != session || !(session instanceof EventSource stateful)) {
            return unknown(InstanceStatus.DETACHED);
        }
        PersistenceContext context = stateful.getPersistenceContextInternal();
        if (context.containsDeletedUnloadedEntityKey(
                session.generateEntityKey(reference.getInternalIdentifier(), persister))) {
            return unknown(InstanceStatus.REMOVED);
        }
        boolean isReadOnly = reference.isReadOnlySettingAvailable() && reference.isReadOnly();
        return none(isReadOnly ? InstanceStatus.READ_ONLY : InstanceStatus.MANAGED);
    }

    private static PendingChanges ofUnmanaged(
            SharedSessionContractImplementor session, EntityPersister persister, Object entity) {
        return Boolean.TRUE.equals(Entities.isKnownTransient(persister, entity, session))
                ? new Found(InstanceStatus.NEW, StateComparison.inserted(persister, persister.getValues(entity)))
                : unknown(InstanceStatus.DETACHED);
    }

    private PendingChanges ofManaged(EventSource session, Object entity, EntityEntry entry) {
        EntityPersister persister = entry.getPersister();
        if (entry.getStatus().isDeletedOrGone()) {
            return new Found(InstanceStatus.REMOVED, StateComparison.deleted(persister, removed(session, entry)));
        }
        if (!entry.isExistsInDatabase() && entry.getStatus() != Status.LOADING) {
            return new Found(InstanceStatus.NEW, StateComparison.inserted(persister, persister.getValues(entity)));
        }
        if (!entry.isModifiableEntity()) {
            return none(InstanceStatus.READ_ONLY);
        }
        @Nullable Object[] changed = checks.of(session).changedState(entity, entry);
        return changed == null
                ? none(InstanceStatus.MANAGED)
                : new Found(
                        InstanceStatus.MANAGED,
                        StateComparison.updated(
                                persister, DirtyWalk.loaded(states.find(session), entity, entry, changed), changed));
    }

    /** Returns the state of the row of a removed entity. */
    private @Nullable Object @Nullable [] removed(EventSource session, EntityEntry entry) {
        @Nullable Object[] loaded = entry.getLoadedState();
        @Nullable Object[] deleted = entry.getDeletedState();
        SessionState state = states.find(session);
        if (deleted == null || loaded == null || state == null) {
            return deleted == null ? loaded : deleted;
        }
        return state.leftOutValues().in(loaded, deleted);
    }

    private static PendingChanges none(InstanceStatus status) {
        return new Found(status, StateComparison.NONE);
    }

    private static PendingChanges unknown(InstanceStatus status) {
        return new Found(status, StateComparison.UNKNOWN);
    }

    /**
     * The result of an inspection.
     *
     * @param status what the session knows of the instance
     * @param changes its changes
     */
    private record Found(InstanceStatus status, Changes changes) implements PendingChanges {

        @Override
        public boolean isKnown() {
            return changes.isKnown();
        }

        @Override
        public boolean isEmpty() {
            return changes.isEmpty();
        }

        @Override
        public boolean contains(String attribute) {
            return changes.contains(attribute);
        }

        @Override
        public @Nullable Change get(String attribute) {
            return changes.get(attribute);
        }

        @Override
        public Set<String> attributes() {
            return changes.attributes();
        }

        @Override
        public Iterator<Change> iterator() {
            return changes.iterator();
        }

        /** Returns a text such as {@code MANAGED [title: a -> b]}. */
        @Override
        public String toString() {
            return status + " " + changes;
        }
    }
}
