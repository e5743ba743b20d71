package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Scope;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import java.util.Objects;

/**
 * A signal about bulk statements, {@code bulk_updated} or {@code bulk_deleted}; sent by session factories with {@link
 * SignalSettings#BULK} only. The sender is the class of the entity that the statement names.
 *
 * <p>The rules for connecting, order, duplicates and threads are those of {@link Signal}. Methods annotated with {@link Receiver}
 * cannot be connected to it.
 */
public final class BulkSignal {

    private final Signal<BulkStatement> signal;
    private final Senders senders;

    BulkSignal(Signal<BulkStatement> signal, Senders senders) {
        this.signal = Objects.requireNonNull(signal, "signal");
        this.senders = Objects.requireNonNull(senders, "senders");
    }

    /**
     * Connects a receiver for statements about any entity.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(SignalReceiver, Option...)}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only passed on to a method that is safe itself
    public final Connection connect(
            SignalReceiver<? super BulkStatement> receiver, Option<? super BulkStatement>... options) {
        return signal.connect(receiver, options);
    }

    /**
     * Connects a receiver for statements that name one entity class; with {@code includingSubtypes()} also one of its subclasses.
     * A statement that names a superclass is about its rows as well: connect for that one.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(Class, SignalReceiver, Option...)}, and if no entity can ever
     *     match {@code sender}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // as above
    public final Connection connect(
            Class<?> sender, SignalReceiver<? super BulkStatement> receiver, Option<? super BulkStatement>... options) {
        return SenderRules.checked(signal.connect(sender, receiver, options), senders);
    }

    /** Disconnects the receiver that was connected for one entity class with this uid; whether there was one. */
    public boolean disconnect(Class<?> sender, String uid) {
        return signal.disconnect(sender, uid);
    }

    /** Disconnects the receiver that was connected for all entity classes with this uid; whether there was one. */
    public boolean disconnect(String uid) {
        return signal.disconnect(uid);
    }

    /** Whether a statement that names this entity class would be announced to anybody. */
    public boolean hasReceivers(Class<?> entityClass) {
        return signal.hasReceivers(Objects.requireNonNull(entityClass, "entityClass"));
    }

    /** Does what {@link Signal#mute} does. */
    public Scope mute() {
        return signal.mute();
    }

    /** The signal behind this one: to disconnect by receiver, to list connections, or to send by hand. */
    public Signal<BulkStatement> signal() {
        return signal;
    }

    /**
     * The same signal for a part of the application, see {@link Signal#scoped}.
     *
     * @param senders what is known of the senders of the part
     */
    public BulkSignal scoped(Senders senders) {
        return new BulkSignal(signal.scoped(), senders);
    }

    /** Name and number of receivers. */
    @Override
    public String toString() {
        return signal.toString();
    }
}
