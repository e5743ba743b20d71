package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.DeleteCause;
import dev.signals.hibernate.internal.session.Removal;
import dev.signals.hibernate.internal.state.LoadedState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The common part of the events before and after a deletion. */
abstract class DeleteEvent<T> extends EntityEvent<T> {

    private final Removal removal;

    DeleteEvent(DispatchContext context, Removal removal) {
        super(context, removal.persister(), removal.instance(), removal.id());
        this.removal = removal;
    }

    @Override
    String detail() {
        return " " + lower(cause());
    }

    public Object origin() {
        return removal.origin();
    }

    public DeleteCause cause() {
        return removal.cause();
    }

    public Map<String, @Nullable Object> deletedState() {
        return LoadedState.ofRow(removal.persister(), removal.state());
    }
}
