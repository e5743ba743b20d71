package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;

/** The signal {@code pre_save}, which sends {@link PreSave} events. */
public final class PreSaveSignal extends ModelSignal<PreSave<?>> {

    PreSaveSignal(Signal<PreSave<?>> signal, Senders senders) {
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
            Class<T> sender, SignalReceiver<? super PreSave<T>> receiver, Option<? super PreSave<T>>... options) {
        return connectTo(given(sender), receiver, options);
    }

    /**
     * The same signal for a part of the application, see {@link Signal#scoped}.
     *
     * @param senders what is known of the senders of the part
     */
    public PreSaveSignal scoped(Senders senders) {
        return new PreSaveSignal(signal().scoped(), senders);
    }
}
