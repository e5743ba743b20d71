package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.PostInit;
import dev.signals.hibernate.internal.state.LoadedState;
import java.util.Map;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

public final class PostInitEvent<T> extends EntityEvent<T> implements PostInit<T> {

    private final EntityPersister persister;
    private final @Nullable Object[] loadedState;

    public PostInitEvent(
            DispatchContext context,
            EntityPersister persister,
            Object instance,
            Object id,
            @Nullable Object[] loadedState) {
        super(context, persister, instance, id);
        this.persister = persister;
        this.loadedState = loadedState;
    }

    @Override
    public Map<String, @Nullable Object> state() {
        return LoadedState.ofRow(persister, loadedState);
    }

    @Override
    public boolean constructed() {
        return false;
    }

    @Override
    String signal() {
        return "post_init";
    }
}
