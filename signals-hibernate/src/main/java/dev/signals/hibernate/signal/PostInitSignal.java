package dev.signals.hibernate.signal;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.PostInit;

/** The signal {@code post_init}, which sends {@link PostInit} events. */
public final class PostInitSignal extends ModelSignal<PostInit<?>> {

    /** Creates a typed view of a signal, for instance of {@code POST_INIT.signal().scoped()}. */
    public PostInitSignal(Signal<PostInit<?>> signal) {
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
            Class<T> sender, SignalReceiver<? super PostInit<T>> receiver, Option<? super PostInit<T>>... options) {
        return connector().connect(sender, receiver, options);
    }
}
