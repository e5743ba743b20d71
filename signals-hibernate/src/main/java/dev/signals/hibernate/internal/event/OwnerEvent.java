package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.CollectionEvent;
import dev.signals.hibernate.internal.session.CollectionChange;

/** The common part of the events about a collection. */
abstract class OwnerEvent<T> extends EntityEvent<T> implements CollectionEvent<T> {

    private final CollectionChange change;

    OwnerEvent(DispatchContext context, CollectionChange change) {
        super(context, change.persister(), change.owner(), change.ownerId());
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
