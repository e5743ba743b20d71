package dev.signals.outbox.internal.job;

import dev.signals.Delivery;
import dev.signals.outbox.call.EventCodec;

/**
 * The delivery of a durable receiver of a signal of the application.
 *
 * @param <E> the events of the signal
 */
public record OwnSignalReceiver<E>(String name, FactoryOutbox outbox, EventCodec<E> codec) implements Delivery<E> {

    /** Creates a delivery; the name is checked. */
    public OwnSignalReceiver {
        Names.check(name);
    }

    @Override
    public void deliver(E event, Call call) {
        String fault = Durables.fault(call.connection(), toString());
        if (fault != null) {
            throw new IllegalStateException(call.connection() + " cannot be called: " + fault);
        }
        outbox.keep(event, codec, name);
    }

    @Override
    public String toString() {
        return "durable(\"" + name + "\")";
    }
}
