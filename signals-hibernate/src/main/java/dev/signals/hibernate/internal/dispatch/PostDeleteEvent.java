package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.PostDelete;
import dev.signals.hibernate.internal.session.Removal;

final class PostDeleteEvent<T> extends DeleteEvent<T> implements PostDelete<T> {

    PostDeleteEvent(Moment moment, Removal removal) {
        super(moment, removal);
    }

    @Override
    String signal() {
        return "post_delete";
    }
}
