package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.PreInit;
import dev.signals.hibernate.internal.state.LoadedState;
import java.util.Arrays;
import java.util.Map;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

final class PreInitEvent<T> extends EntityEvent<T> implements PreInit<T> {

    private final EntityPersister persister;
    private final @Nullable Object[] state;

    /**
     * @param instance null if it is behind a proxy that is being initialized
     * @param state the array that Hibernate is going to set, and to keep as loaded state
     */
    PreInitEvent(
            Moment moment, EntityPersister persister, @Nullable Object instance, Object id, @Nullable Object[] state) {
        super(moment, persister, instance, id);
        this.persister = persister;
        this.state = state;
    }

    @Override
    public Map<String, @Nullable Object> state() {
        return LoadedState.asMap(persister, state);
    }

    @Override
    public void set(String attribute, @Nullable Object value) {
        int property = Arrays.asList(persister.getPropertyNames()).indexOf(attribute);
        if (property < 0 || !LoadedState.isHeld(persister, state, property)) {
            throw new IllegalArgumentException("cannot set \"" + attribute + "\" of " + this + ": "
                    + (property < 0 ? "there is no such attribute" : "it is a collection, or not loaded")
                    + "; the attributes are " + state().keySet());
        }
        state[property] = value;
    }

    @Override
    String signal() {
        return "pre_init";
    }
}
