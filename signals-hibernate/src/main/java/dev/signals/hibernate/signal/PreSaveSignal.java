package dev.signals.hibernate.signal;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.PreSave;

/** The signal {@code pre_save}, which sends {@link PreSave} events. */
public final class PreSaveSignal extends ModelSignal<PreSave<?>> {

    /** Creates a typed view of a signal, for instance of {@code PRE_SAVE.signal().scoped()}. */
    public PreSaveSignal(Signal<PreSave<?>> signal) {
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
            Class<T> sender, SignalReceiver<? super PreSave<T>> receiver, Option<? super PreSave<T>>... options) {
        return connector().connect(sender, receiver, options);
    }
}
