package dev.signals.hibernate.signal;

import dev.signals.BatchReceiver;
import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.Changed;

/**
 * The signal {@code changed}, which sends {@link Changed} events: after the commit, or with {@link
 * dev.signals.hibernate.ModelSignals#beforeCommit} before it. A receiver may be connected for both.
 */
public final class ChangedSignal extends ModelSignal<Changed<?>> {

    /** Creates a typed view of a signal, for instance of {@code CHANGED.signal().scoped()}. */
    public ChangedSignal(Signal<Changed<?>> signal) {
        super(signal);
    }

    /**
     * Connects a receiver for one entity class.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(Class, SignalReceiver, Option...)}, if no entity can ever match
     *     {@code sender}, and for a phase that a transaction can also reach by a rollback
     */
    @SafeVarargs
    public final <T> Connection connect(
            Class<T> sender, SignalReceiver<? super Changed<T>> receiver, Option<? super Changed<T>>... options) {
        return connector().connect(sender, receiver, options);
    }

    /**
     * Connects a receiver that gets all changes of a transaction to entities of one class in one call.
     *
     * @throws IllegalArgumentException as {@link #connect(Class, SignalReceiver, Option...)}
     */
    @SafeVarargs
    public final <T> Connection connectBatch(
            Class<T> sender, BatchReceiver<? super Changed<T>> receiver, Option<? super Changed<T>>... options) {
        return connector().connect(sender, receiver, options);
    }

    /** Connects a receiver that gets all changes of a transaction in one call. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only passed on to a method that is safe itself
    public final Connection connectBatch(
            BatchReceiver<? super Changed<?>> receiver, Option<? super Changed<?>>... options) {
        return connect(receiver, options);
    }
}
