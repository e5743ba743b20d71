package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.internal.session.CollectionChange;
import dev.signals.hibernate.internal.state.Element;
import dev.signals.hibernate.internal.state.ElementDifference;
import java.util.List;

public final class CollectionChangedEvent<T> extends OwnerEvent<T> implements CollectionChanged<T> {

    private final ElementDifference difference;

    public CollectionChangedEvent(DispatchContext context, CollectionChange change, ElementDifference difference) {
        super(context, change);
        this.difference = difference;
    }

    @Override
    public List<Object> added() {
        return difference.added().stream().map(Element::id).toList();
    }

    @Override
    public List<Object> removed() {
        return difference.removed().stream().map(Element::id).toList();
    }

    @Override
    public boolean removedKnown() {
        return change().before() != null;
    }

    @Override
    String signal() {
        return "collection_changed (" + attribute() + ")";
    }
}
