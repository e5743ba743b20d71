package dev.signals.hibernate.signal;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.PreInit;

/** The signal {@code pre_init}, which sends {@link PreInit} events. */
public final class PreInitSignal extends ModelSignal<PreInit<?>> {

    /** Creates a typed view of a signal, for instance of {@code PRE_INIT.signal().scoped()}. */
    public PreInitSignal(Signal<PreInit<?>> signal) {
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
            Class<T> sender, SignalReceiver<? super PreInit<T>> receiver, Option<? super PreInit<T>>... options) {
        return connector().connect(sender, receiver, options);
    }
}
