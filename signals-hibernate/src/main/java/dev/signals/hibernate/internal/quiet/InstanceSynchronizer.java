package dev.signals.hibernate.internal.quiet;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.session.AnnouncedState;
import dev.signals.hibernate.internal.session.NetChanges;
import dev.signals.hibernate.internal.session.PreSaveTracker;
import java.util.List;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.NaturalIdResolutions;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Makes instances, and what Hibernate remembers of their row, what the row is now.
 *
 * @param session the session
 * @param written what was written
 * @param version the version of the row; null if it is what it was
 */
record InstanceSynchronizer(
        SharedSessionContractImplementor session,
        List<Written> written,
        @Nullable Object version) {

    /**
     * What an attribute has been set to.
     *
     * @param attribute the attribute
     * @param value its value
     */
    record Written(Attribute attribute, @Nullable Object value) {}

    /** An instance that the session does not manage. */
    void bring(EntityPersister persister, Object instance) {
        written.forEach(one -> put(persister, instance, one));
        if (version != null) {
            persister.setValue(instance, HibernateAdapter.versionIndex(persister), version);
        }
    }

    /** An instance that the session manages. */
    void bring(EntityEntry entry, Object instance, PreSaveTracker preSaveTracker, NetChanges changes) {
        EntityPersister persister = entry.getPersister();
        if (!Hibernate.isInitialized(instance)) {
            if (Enhanced.notedChanges(instance).stream().noneMatch(this::isWritten)) {
                return; // An enhanced reference: whoever looks at it loads the row.
            }
            Enhanced.load(persister, instance); // It was set by the application, and would be written by the flush.
        }
        List<String> otherChanges = Enhanced.notedChanges(instance).stream()
                .filter(name -> !isWritten(name))
                .toList();
        List<Written> loaded = written.stream()
                .filter(one -> Hibernate.isPropertyInitialized(
                        instance, one.attribute().property()))
                .toList();
        loaded.forEach(one -> put(persister, instance, one));

        // An array of its own: what waits to be announced, and what CHANGED compares, refers to that which was there.
        @Nullable
        Object[] state = entry.getLoadedState() == null ? null : after(persister, entry.getLoadedState(), loaded);
        updated(entry, instance, state);
        if (state != null) {
            changes.writtenQuietly(Objects.requireNonNull(entry.getId()), persister, state);
        }
        Enhanced.note(instance, otherChanges); // forgotten by that
        AnnouncedState announced = preSaveTracker.change(instance);
        if (announced != null) {
            @Nullable Object[] after = after(persister, announced.values(), loaded);
            for (int i = 0; i < after.length; i++) {
                if (after[i] != announced.values()[i]) {
                    announced.set(i, after[i]);
                }
            }
        }
        if (written.stream().anyMatch(one -> one.attribute().isNaturalId())) {
            naturalIds().handleSynchronization(entry.getId(), instance, persister);
        }
    }

    /** The row of an identifier of which the session may know the natural id, though it does not hold the instance. */
    void forgetNaturalId(EntityPersister persister, Object id) {
        if (written.stream().anyMatch(one -> one.attribute().isNaturalId())) {
            Object known = naturalIds().findCachedNaturalIdById(id, persister);
            if (known != null) {
                naturalIds().removeLocalResolution(id, known, persister);
            }
        }
    }

    private NaturalIdResolutions naturalIds() {
        return session.getPersistenceContextInternal().getNaturalIdResolutions();
    }

    private boolean isWritten(String name) {
        return written.stream().anyMatch(one -> one.attribute().contains(name));
    }

    private void put(EntityPersister persister, Object instance, Written one) {
        Attribute attribute = one.attribute().of(persister);
        Object held = persister.getValue(instance, attribute.index());
        Object now = attribute.put(held, one.value(), session);
        if (now != held) {
            persister.setValue(instance, attribute.index(), now);
        }
    }

    /**
     * Tells Hibernate that the row has been updated.
     *
     * @param state what it is to remember; null for an entity that is read-only, of which it remembers nothing
     */
    @SuppressWarnings("NullAway") // the parameter is not annotated, and takes what the entry holds
    private void updated(EntityEntry entry, Object instance, @Nullable Object @Nullable [] state) {
        entry.postUpdate(instance, state, version == null ? entry.getVersion() : version);
    }

    /** A copy of a state with what was written in its place. */
    private @Nullable Object[] after(EntityPersister persister, @Nullable Object[] state, List<Written> loaded) {
        @Nullable Object[] after = state.clone();
        for (Written one : loaded) {
            Attribute attribute = one.attribute().of(persister);
            int i = attribute.index();
            if (after[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY || attribute.isWhole()) {
                Object held = attribute.isWhole()
                        ? null
                        : persister.getPropertyTypes()[i].deepCopy(after[i], session.getFactory());
                Object value = attribute.type().deepCopy(one.value(), session.getFactory());
                after[i] = attribute.put(held, value, session);
            }
        }
        if (version != null) {
            after[HibernateAdapter.versionIndex(persister)] = version;
        }
        return after;
    }
}
