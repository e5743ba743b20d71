package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.PreDelete;
import dev.signals.hibernate.internal.session.Removal;

public final class PreDeleteEvent<T> extends DeleteEvent<T> implements PreDelete<T> {

    public PreDeleteEvent(DispatchContext context, Removal removal) {
        super(context, removal);
    }

    @Override
    String signal() {
        return "pre_delete";
    }
}
