package dev.signals.hibernate.signal;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.PostDelete;

/** The signal {@code post_delete}, which sends {@link PostDelete} events. */
public final class PostDeleteSignal extends ModelSignal<PostDelete<?>> {

    /** Creates a typed view of a signal, for instance of {@code POST_DELETE.signal().scoped()}. */
    public PostDeleteSignal(Signal<PostDelete<?>> signal) {
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
            Class<T> sender, SignalReceiver<? super PostDelete<T>> receiver, Option<? super PostDelete<T>>... options) {
        return connector().connect(sender, receiver, options);
    }
}
