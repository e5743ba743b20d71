package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.internal.session.Removal;

public final class PostDeleteEvent<T> extends DeleteEvent<T> implements PostDelete<T> {

    public PostDeleteEvent(DispatchContext context, Removal removal) {
        super(context, removal);
        removal.keepState();
    }

    @Override
    String signal() {
        return "post_delete";
    }
}
