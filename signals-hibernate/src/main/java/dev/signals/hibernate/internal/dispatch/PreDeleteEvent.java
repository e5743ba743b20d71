package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.PreDelete;
import dev.signals.hibernate.internal.session.Removal;

final class PreDeleteEvent<T> extends DeleteEvent<T> implements PreDelete<T> {

    PreDeleteEvent(Moment moment, Removal removal) {
        super(moment, removal);
    }

    @Override
    String signal() {
        return "pre_delete";
    }
}
