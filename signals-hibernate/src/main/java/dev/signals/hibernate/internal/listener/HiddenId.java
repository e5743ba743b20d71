package dev.signals.hibernate.internal.listener;

import org.hibernate.engine.spi.IdentifierValue;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The identifier that a merge has generated for its copy of a new object, taken out of the copy while receivers are told of it.
 * Hibernate would take the copy, which is not managed yet, for a detached entity: it would insert a row that a receiver persists and
 * that refers to the copy before the copy itself. At {@code persist} the identifier is generated only after receivers were told.
 */
final class HiddenId {

    private final SharedSessionContractImplementor session;
    private final EntityPersister persister;
    private final Object copy;
    private final @Nullable Object id;
    private final boolean hidden;

    HiddenId(SharedSessionContractImplementor session, EntityPersister persister, Object copy) {
        this.session = session;
        this.persister = persister;
        this.copy = copy;
        this.id = persister.getIdentifier(copy, session);
        this.hidden = id != null
                && persister.getGenerator().generatesOnInsert()
                && !persister.getIdentifierType().isComponentType()
                && Boolean.FALSE.equals(unsaved().isUnsaved(id));
        if (hidden) {
            persister.setIdentifier(copy, unsaved().getDefaultValue(id), session);
        }
    }

    private IdentifierValue unsaved() {
        return persister.getIdentifierMapping().getUnsavedStrategy();
    }

    /** What has been generated; null if it has not. */
    @Nullable
    Object value() {
        return id;
    }

    void restore() {
        if (hidden) {
            persister.setIdentifier(copy, id, session);
        }
    }
}
