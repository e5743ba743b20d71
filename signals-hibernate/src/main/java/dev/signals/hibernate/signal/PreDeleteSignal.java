package dev.signals.hibernate.signal;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.PreDelete;

/** The signal {@code pre_delete}, which sends {@link PreDelete} events. */
public final class PreDeleteSignal extends ModelSignal<PreDelete<?>> {

    /** Creates a typed view of a signal, for instance of {@code PRE_DELETE.signal().scoped()}. */
    public PreDeleteSignal(Signal<PreDelete<?>> signal) {
        super(signal);
    }

    /**
     * Connects a receiver for one entity class.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(Class, SignalReceiver, Option...)}, and if no entity
     *     can ever match {@code sender}
     */
    @SafeVarargs
    public final <T> Connection connect(
            Class<T> sender, SignalReceiver<? super PreDelete<T>> receiver, Option<? super PreDelete<T>>... options) {
        return connector().connect(sender, receiver, options);
    }
}
