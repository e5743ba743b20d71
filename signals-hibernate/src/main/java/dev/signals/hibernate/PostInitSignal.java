package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;

/** The signal {@code post_init}, which sends {@link PostInit} events. */
public final class PostInitSignal extends ModelSignal<PostInit<?>> {

    PostInitSignal(Signal<PostInit<?>> signal, Senders senders) {
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
            Class<T> sender, SignalReceiver<? super PostInit<T>> receiver, Option<? super PostInit<T>>... options) {
        return connectTo(given(sender), receiver, options);
    }

    /**
     * The same signal for a part of the application, see {@link Signal#scoped}.
     *
     * @param senders what is known of the senders of the part
     */
    public PostInitSignal scoped(Senders senders) {
        return new PostInitSignal(signal().scoped(), senders);
    }
}
