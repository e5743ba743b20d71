package dev.signals.hibernate.internal.construct;

import dev.signals.hibernate.event.PreInit;
import java.util.List;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The event before a constructor is called. */
final class PreConstruction<T> extends ConstructionEvent<T> implements PreInit<T> {

    private final List<@Nullable Object> arguments;

    PreConstruction(Class<?> type, @Nullable EntityPersister persister, List<@Nullable Object> arguments) {
        super(type, persister);
        this.arguments = arguments;
    }

    @Override
    public T instance() {
        throw new IllegalStateException("there is no instance() yet for " + this
                + ": its constructor has not been called; use arguments(), or" + " POST_INIT");
    }

    @Override
    public List<@Nullable Object> arguments() {
        return arguments;
    }

    @Override
    String signal() {
        return "pre_init";
    }
}
