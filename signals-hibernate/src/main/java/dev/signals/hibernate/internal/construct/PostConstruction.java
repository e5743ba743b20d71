package dev.signals.hibernate.internal.construct;

import dev.signals.hibernate.event.PostInit;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The event after the outermost constructor has ended. */
final class PostConstruction<T> extends ConstructionEvent<T> implements PostInit<T> {

    private final Object instance;

    PostConstruction(Object instance, @Nullable EntityPersister persister) {
        super(instance.getClass(), persister);
        this.instance = instance;
    }

    @Override
    @SuppressWarnings("unchecked") // only receivers connected for a supertype of the instance's class get the event
    public T instance() {
        return (T) instance;
    }

    @Override
    String signal() {
        return "post_init";
    }
}
