package dev.signals.outbox.internal.job;

import dev.signals.Connection;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.ModelEvent;

/** Stands for a receiver that only other processes have. */
public final class Elsewhere implements SignalReceiver<ModelEvent<?>> {

    public static final Elsewhere INSTANCE = new Elsewhere();

    private Elsewhere() {}

    /** Returns whether the receiver of a connection is in other processes. */
    static boolean isReceiverOf(Connection connection) {
        return connection.receiver().orElse(null) == INSTANCE;
    }

    @Override
    public void receive(ModelEvent<?> event) {
        throw new IllegalStateException(event
                + " is for a receiver in another process; connect Outbox.elsewhere() only with" + " durable(name)");
    }

    @Override
    public String toString() {
        return "elsewhere";
    }
}
