package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.PreInit;
import dev.signals.hibernate.internal.state.LoadedState;
import java.util.List;
import java.util.Map;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

public final class PreInitEvent<T> extends EntityEvent<T> implements PreInit<T> {

    private final EntityPersister persister;
    private final @Nullable Object[] state;

    /**
     * @param instance the entity; null if it is behind a proxy that is being initialized
     * @param state the values that were read
     */
    public PreInitEvent(
            DispatchContext context,
            EntityPersister persister,
            @Nullable Object instance,
            Object id,
            @Nullable Object[] state) {
        super(context, persister, instance, id);
        this.persister = persister;
        this.state = state;
    }

    @Override
    public Map<String, @Nullable Object> state() {
        return LoadedState.ofRow(persister, state);
    }

    @Override
    public boolean constructed() {
        return false;
    }

    @Override
    public List<@Nullable Object> arguments() {
        return List.of();
    }

    @Override
    String signal() {
        return "pre_init";
    }
}
