package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.PreSave;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

final class PreSaveEvent<T> extends EntityEvent<T> implements PreSave<T> {

    private final boolean isNew;

    PreSaveEvent(Moment moment, EntityPersister persister, Object instance, @Nullable Object id, boolean isNew) {
        super(moment, persister, instance, id);
        this.isNew = isNew;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    @Override
    String signal() {
        return "pre_save";
    }
}
