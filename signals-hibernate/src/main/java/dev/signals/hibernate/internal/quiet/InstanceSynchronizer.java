package dev.signals.hibernate.internal.quiet;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.compat.RememberedRow;
import dev.signals.hibernate.internal.session.AnnouncedState;
import dev.signals.hibernate.internal.session.SaveRecord;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.Write;
import dev.signals.hibernate.internal.session.WriteMode;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.NaturalIdResolutions;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A synchronizer of instances, and of the state that Hibernate remembers of their row, with an updated row.
 *
 * @param session the session
 * @param written the written attributes
 * @param version the new version of the row; null if it is unchanged
 */
record InstanceSynchronizer(
        SharedSessionContractImplementor session,
        List<Written> written,
        @Nullable Object version) {

    /**
     * The new value of an attribute.
     *
     * @param attribute the attribute
     * @param value its value
     */
    record Written(Attribute attribute, @Nullable Object value) {}

    /** Synchronizes an instance that the session does not manage. */
    void synchronize(EntityPersister persister, Object instance) {
        written.forEach(one -> put(persister, instance, one));
        if (version != null) {
            persister.setValue(instance, HibernateAdapter.versionIndex(persister), version);
        }
    }

    /** Synchronizes an instance that the session manages. */
    void synchronize(EntityEntry entry, Object instance, SessionState ofSession) {
        EntityPersister persister = entry.getPersister();
        if (!Hibernate.isInitialized(instance)) {
            if (Enhanced.recordedChanges(instance).stream().noneMatch(this::isWritten)) {
                return; // An enhanced reference: reading it loads the row.
            }
            Enhanced.load(instance); // The application has set the attribute, so the flush would write it.
        }
        List<Written> loaded = written.stream()
                .filter(one -> Hibernate.isPropertyInitialized(
                        instance, one.attribute().property()))
                .toList();
        List<String> recorded = Enhanced.recordedChanges(instance);
        loaded.forEach(one -> put(persister, instance, one));

        // A new array: pending announcements, and the comparison for CHANGED, refer to the old one.
        @Nullable Object @Nullable [] before = entry.getLoadedState();
        @Nullable Object @Nullable [] state = before == null ? null : after(persister, before, loaded);
        if (state != null) {
            RememberedRow.set(entry, state);
        }
        if (version != null) {
            RememberedRow.setVersion(entry, version);
            persister.setValue(instance, HibernateAdapter.versionIndex(persister), version);
        }
        if (before != null && state != null) {
            Object id = Objects.requireNonNull(entry.getId());
            @Nullable
            Object[] rowBefore =
                    Objects.requireNonNull(ofSession.leftOutValues().row(before));
            boolean isAsHibernateHasIt = rowBefore == before && loaded.size() == written.size();
            @Nullable Object[] row = isAsHibernateHasIt ? state : after(persister, rowBefore, written);
            SaveRecord write = new SaveRecord(
                    instance,
                    id,
                    persister,
                    Write.UPDATE,
                    WriteMode.NORMAL,
                    rowBefore,
                    row,
                    state,
                    properties(persister));
            ofSession.leftOutValues().written(write);
            ofSession.netChanges().writtenQuietly(write);
        }
        Predicate<String> isInStep = name -> isWritten(name) || isVersion(persister, name);
        // Setters may have recorded the embeddable around a written attribute.
        Enhanced.forgetChanges(instance, persister, isInStep.or(name -> isProperty(name) && !recorded.contains(name)));
        if (session instanceof SessionImplementor stateful) {
            ChangesOfStrategy.forget(stateful, instance, entry, isInStep);
        }
        AnnouncedState announced = ofSession.preSaveTracker().change(instance);
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

    /** Drops the natural id that the session may know for an identifier, although it does not hold the instance. */
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

    private boolean isProperty(String name) {
        return written.stream().anyMatch(one -> one.attribute().property().equals(name));
    }

    private boolean isVersion(EntityPersister persister, String name) {
        return version != null && persister.getPropertyNames()[HibernateAdapter.versionIndex(persister)].equals(name);
    }

    private void put(EntityPersister persister, Object instance, Written one) {
        Attribute attribute = one.attribute().of(persister);
        Object held = persister.getValue(instance, attribute.index());
        Object now = attribute.put(held, one.value(), session);
        if (now != held) {
            persister.setValue(instance, attribute.index(), now);
        }
    }

    /** Returns which properties are written. */
    private boolean[] properties(EntityPersister persister) {
        boolean[] properties = new boolean[persister.getPropertyNames().length];
        for (Written one : written) {
            properties[one.attribute().of(persister).index()] = true;
        }
        if (version != null) {
            properties[HibernateAdapter.versionIndex(persister)] = true;
        }
        return properties;
    }

    /** Returns a copy of a state with the written values. */
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
