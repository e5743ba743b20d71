package dev.signals.hibernate;

import dev.signals.BatchReceiver;
import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import java.util.List;

/**
 * The signal {@code changed}, which sends {@link Changed} events: after the commit, unless {@link ModelSignals#beforeCommit}
 * is given. A receiver may be connected for both.
 */
public final class ChangedSignal extends ModelSignal<Changed<?>> {

    ChangedSignal(Signal<Changed<?>> signal, Senders senders) {
        super(signal, senders);
    }

    /**
     * Connects a receiver for one entity class.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(Class, SignalReceiver, Option...)}, if no entity can ever
     *     match {@code sender}, and for a phase that a transaction reaches which has been rolled back
     */
    @SafeVarargs
    public final <T> Connection connect(
            Class<T> sender, SignalReceiver<? super Changed<T>> receiver, Option<? super Changed<T>>... options) {
        return connectTo(given(sender), receiver, prepare(options));
    }

    /**
     * Connects a receiver that gets all changes of a transaction to entities of one class in one call.
     *
     * @throws IllegalArgumentException as {@link #connect(Class, SignalReceiver, Option...)}
     */
    @SafeVarargs
    public final <T> Connection connectBatch(
            Class<T> sender, BatchReceiver<? super Changed<T>> receiver, Option<? super Changed<T>>... options) {
        return connectTo(given(sender), receiver, prepare(options));
    }

    /** Connects a receiver that gets all changes of a transaction in one call. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only passed on to a method that is safe itself
    public final Connection connectBatch(
            BatchReceiver<? super Changed<?>> receiver, Option<? super Changed<?>>... options) {
        return connect(receiver, options);
    }

    @Override
    Option<?>[] prepare(Option<?>... options) {
        return ChangedPart.in(options);
    }

    @Override
    List<ModelPart<?>> wholes() {
        return List.of(ChangedPart.BEFORE_COMMIT, ChangedPart.AFTER_COMMIT);
    }

    @Override
    public boolean disconnect(Class<?> sender, String uid) {
        boolean before = signal().disconnect(sender, ChangedPart.BEFORE_COMMIT, uid);
        boolean after = signal().disconnect(sender, ChangedPart.AFTER_COMMIT, uid);
        return before || after;
    }

    @Override
    public boolean disconnect(String uid) {
        boolean before = signal().disconnect(ChangedPart.BEFORE_COMMIT, uid);
        boolean after = signal().disconnect(ChangedPart.AFTER_COMMIT, uid);
        return before || after;
    }

    /**
     * The same signal for a part of the application, see {@link Signal#scoped}.
     *
     * @param senders what is known of the senders of the part
     */
    public ChangedSignal scoped(Senders senders) {
        return new ChangedSignal(signal().scoped(), senders);
    }
}
