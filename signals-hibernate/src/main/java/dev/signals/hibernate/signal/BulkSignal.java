package dev.signals.hibernate.signal;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.BulkStatement;

/**
 * A signal about bulk statements, {@code bulk_updated} or {@code bulk_deleted}. Only session factories with the setting {@link
 * dev.signals.hibernate.SignalSettings#BULK} send it. The sender is the class of the entity that the statement names.
 *
 * <p>Methods annotated with {@link dev.signals.hibernate.Receiver} cannot be connected to it.
 */
public final class BulkSignal extends ModelSignal<BulkStatement> {

    /** Creates a typed view of a signal, for instance of {@code BULK_UPDATED.signal().scoped()}. */
    public BulkSignal(Signal<BulkStatement> signal) {
        super(signal);
    }

    /**
     * Connects a receiver for statements that name one entity class; with {@code includingSubtypes()} also for those
     * that name one of its subclasses. A statement that names a superclass changes rows of this class as well: connect
     * for the superclass too.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(Class, SignalReceiver, Option...)}, and if no entity
     *     can ever match {@code sender}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only passed on to a method that is safe itself
    public final Connection connect(
            Class<?> sender, SignalReceiver<? super BulkStatement> receiver, Option<? super BulkStatement>... options) {
        return connector().connect(sender, receiver, options);
    }
}
