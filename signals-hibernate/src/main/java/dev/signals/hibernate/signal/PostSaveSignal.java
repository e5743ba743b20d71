package dev.signals.hibernate.signal;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.PostSave;

/** The signal {@code post_save}, which sends {@link PostSave} events. */
public final class PostSaveSignal extends ModelSignal<PostSave<?>> {

    /** Creates a typed view of a signal, for instance of {@code POST_SAVE.signal().scoped()}. */
    public PostSaveSignal(Signal<PostSave<?>> signal) {
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
            Class<T> sender, SignalReceiver<? super PostSave<T>> receiver, Option<? super PostSave<T>>... options) {
        return connector().connect(sender, receiver, options);
    }
}
