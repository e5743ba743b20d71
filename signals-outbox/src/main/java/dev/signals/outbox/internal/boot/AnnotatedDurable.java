package dev.signals.outbox.internal.boot;

import dev.signals.Option;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.internal.connect.DurableDelivery;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.call.Durable;

/** Makes receiver methods durable. */
public final class AnnotatedDurable implements DurableDelivery.Maker {

    @Override
    public Option<ModelEvent<?>> of(String name, boolean orderedPerEntity) {
        Durable durable = Outbox.durable(name);
        return orderedPerEntity ? durable.orderedPerEntity() : durable;
    }
}
