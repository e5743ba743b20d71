package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.PostInit;
import dev.signals.hibernate.internal.state.LoadedState;
import java.util.Map;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

final class PostInitEvent<T> extends EntityEvent<T> implements PostInit<T> {

    private final EntityPersister persister;
    private final @Nullable Object[] loadedState;

    PostInitEvent(
            Moment moment, EntityPersister persister, Object instance, Object id, @Nullable Object[] loadedState) {
        super(moment, persister, instance, id);
        this.persister = persister;
        this.loadedState = loadedState;
    }

    @Override
    public Map<String, @Nullable Object> state() {
        return LoadedState.asMap(persister, loadedState);
    }

    @Override
    String signal() {
        return "post_init";
    }
}
