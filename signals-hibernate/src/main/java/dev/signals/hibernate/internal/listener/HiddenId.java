package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.access.FatalErrors;
import org.hibernate.engine.spi.IdentifierValue;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The generated identifier of the copy that a merge makes of a new object, taken out of the copy while its receivers are
 * called. Because of the identifier, Hibernate would take the copy for a detached entity: if a receiver persisted a row that
 * refers to the copy, it would be inserted before the copy itself. At {@code persist} the identifier is generated only after
 * the receivers.
 *
 * <p>Hibernate sets a generated identifier once ({@code AbstractSaveEventListener.saveWithGeneratedId}), so the setter may
 * refuse every other call. Then the identifier stays in the copy.
 */
final class HiddenId {

    private final SharedSessionContractImplementor session;
    private final EntityPersister persister;
    private final Object copy;
    private @Nullable Object id;
    private boolean hidden;

    HiddenId(SharedSessionContractImplementor session, EntityPersister persister, Object copy) {
        this.session = session;
        this.persister = persister;
        this.copy = copy;
    }

    void hide() {
        id = persister.getIdentifier(copy, session);
        if (id != null
                && persister.getGenerator().generatesOnInsert()
                && !persister.getIdentifierType().isComponentType()
                && Boolean.FALSE.equals(unsaved().isUnsaved(id))) {
            hidden = isTakenOut(id);
        }
    }

    /** Takes the identifier out, and returns whether the copy has another now. The setter may refuse that, or ignore it. */
    private boolean isTakenOut(Object generated) {
        try {
            persister.setIdentifier(copy, unsaved().getDefaultValue(generated), session);
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
        }
        Object now;
        try {
            now = persister.getIdentifier(copy, session);
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return true; // There is nothing that its getter could return.
        }
        return now == null || !persister.getIdentifierType().isEqual(generated, now);
    }

    private IdentifierValue unsaved() {
        return persister.getIdentifierMapping().getUnsavedStrategy();
    }

    /** The generated identifier; null if there is none yet. */
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
