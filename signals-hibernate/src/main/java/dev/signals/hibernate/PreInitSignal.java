package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;

/** The signal {@code pre_init}, which sends {@link PreInit} events. */
public final class PreInitSignal extends ModelSignal<PreInit<?>> {

    PreInitSignal(Signal<PreInit<?>> signal, Senders senders) {
        super(signal, senders);
    }

    /**
     * Connects a receiver for one entity class.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(Class, SignalReceiver, Option...)}, and if no entity can
     *     ever match {@code sender}
     */
    @SafeVarargs
    public final <T> Connection connect(
            Class<T> sender, SignalReceiver<? super PreInit<T>> receiver, Option<? super PreInit<T>>... options) {
        return connectTo(given(sender), receiver, options);
    }

    /**
     * The same signal for a part of the application, see {@link Signal#scoped}.
     *
     * @param senders what is known of the senders of the part
     */
    public PreInitSignal scoped(Senders senders) {
        return new PreInitSignal(signal().scoped(), senders);
    }
}
