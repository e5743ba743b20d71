package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.internal.mapping.InverseCollection;
import dev.signals.hibernate.internal.session.CollectionChange;
import dev.signals.hibernate.internal.session.ExecutedWrites;
import dev.signals.hibernate.internal.session.InverseChanges;
import dev.signals.hibernate.internal.session.Removal;
import dev.signals.hibernate.internal.session.SaveRecord;
import dev.signals.hibernate.internal.session.Write;
import dev.signals.hibernate.internal.session.WriteMode;
import dev.signals.hibernate.internal.state.Element;
import dev.signals.hibernate.internal.state.ElementDifference;
import dev.signals.hibernate.internal.state.Elements;
import java.util.function.Predicate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changes of associations and foreign keys mean for the side with {@code mappedBy}, if that side has receivers.
 * Loads nothing.
 */
public final class InverseSide {

    private final CollectionReceiverLookup receivers;
    private final SessionImplementor session;
    private final InverseChanges changes = new InverseChanges();

    public InverseSide(CollectionReceiverLookup receivers, SessionImplementor session) {
        this.receivers = receivers;
        this.session = session;
    }

    /** The changes that have been found. */
    public InverseChanges changes() {
        return changes;
    }

    /**
     * Adds what a flush has written.
     *
     * @param muted whether a write must not be announced
     */
    void add(ExecutedWrites writes, Predicate<WriteMode> muted) {
        for (SaveRecord save : writes.saves()) {
            if (!muted.test(save.mode())) {
                add(save);
            }
        }
        for (CollectionChange change : writes.collections()) {
            if (!muted.test(change.mode())) {
                add(change);
            }
        }
        for (Removal removal : writes.removals()) {
            if (!muted.test(removal.mode())) {
                add(removal);
            }
        }
    }

    /** Adds the change of a collection that has a table of its own. A clear says nothing of the other side. */
    public void add(CollectionChange change) {
        if (!change.collection().isAssociation()) {
            return;
        }
        Element owner = null;
        ElementDifference difference = null;
        for (InverseCollection inverse : receivers.inverse(change.persister())) {
            if (isOf(change, inverse)) {
                owner = owner == null ? owner(change) : owner;
                difference = difference == null ? change.differenceOfPresence() : difference;
                for (Element element : difference.removed()) {
                    changes.removed(inverse, element, owner, change.ownerDeleted(), change.mode());
                }
                for (Element element : difference.added()) {
                    changes.added(inverse, element, owner, change.mode());
                }
            }
        }
    }

    static boolean isOf(CollectionChange change, InverseCollection inverse) {
        return !inverse.isByForeignKey()
                && inverse.mappedBy().equals(change.collection().attribute());
    }

    private static Element owner(CollectionChange change) {
        return Elements.entity(change.persister(), change.ownerId(), change.owner());
    }

    private void add(SaveRecord save) {
        boolean isNew = save.write() == Write.INSERT;
        if (!isNew && save.oldState() == null) {
            return; // The row before is not known.
        }
        addReferences(
                save.persister(), save.id(), save.instance(), save.oldState(), save.newState(), false, save.mode());
    }

    private void add(Removal removal) {
        addReferences(
                removal.persister(), removal.id(), removal.instance(), removal.state(), null, true, removal.mode());
    }

    /**
     * Adds what the foreign keys of an entity refer to.
     *
     * @param before the state of the row; null if there is none
     * @param after the state that it gets; null if it is deleted
     * @param mode the mode in which it is written
     */
    public void addReferences(
            EntityPersister persister,
            @Nullable Object id,
            Object entity,
            @Nullable Object @Nullable [] before,
            @Nullable Object @Nullable [] after,
            boolean deleted,
            WriteMode mode) {
        for (InverseCollection inverse : receivers.inverse(persister)) {
            if (inverse.isByForeignKey() && isWritten(persister, inverse.path()[0], before, after)) {
                Object old = before == null ? null : inverse.reference(persister, before, session);
                Object now = after == null ? null : inverse.reference(persister, after, session);
                if (old != now
                        && old != LazyPropertyInitializer.UNFETCHED_PROPERTY
                        && now != LazyPropertyInitializer.UNFETCHED_PROPERTY) {
                    Element element = Elements.entity(persister, id, entity);
                    if (old != null) {
                        changes.removed(inverse, farSide(inverse, old), element, deleted, mode);
                    }
                    if (now != null) { // another object for the same entity takes the removal back
                        changes.added(inverse, farSide(inverse, now), element, mode);
                    }
                }
            }
        }
    }

    /** Returns whether a property is part of what is written from one state to the other. */
    private static boolean isWritten(
            EntityPersister persister,
            int property,
            @Nullable Object @Nullable [] before,
            @Nullable Object @Nullable [] after) {
        return before == null
                ? persister.getPropertyInsertability()[property]
                : after == null || persister.getPropertyUpdateability()[property];
    }

    private Element farSide(InverseCollection inverse, Object value) {
        return Elements.entity(inverse.farSide(), value, session);
    }
}
