package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.CollectionEvent;
import dev.signals.hibernate.internal.session.CollectionChange;

/** What the events about a collection have in common. */
abstract class OwnerEvent<T> extends EntityEvent<T> implements CollectionEvent<T> {

    private final CollectionChange change;

    OwnerEvent(Moment moment, CollectionChange change) {
        super(moment, change.persister(), change.owner(), change.ownerId());
        this.change = change;
    }

    @Override
    public String attribute() {
        return change.collection().attribute();
    }

    @Override
    public String role() {
        return change.collection().persister().getRole();
    }

    @Override
    public boolean ownerDeleted() {
        return change.ownerDeleted();
    }

    CollectionChange change() {
        return change;
    }
}
