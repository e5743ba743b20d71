package dev.signals.hibernate.signal;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Scope;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.internal.connect.Connector;
import java.util.Objects;

/**
 * A signal about entities. The subclasses differ in the type of their events. The sender of each event is the entity class.
 *
 * <p>The rules for connecting, order, duplicates and threads are those of {@link Signal}.
 *
 * @param <E> the event, with the entity class left open
 */
public abstract sealed class ModelSignal<E extends TransactionEvent>
        permits PreInitSignal,
                PostInitSignal,
                PreSaveSignal,
                PostSaveSignal,
                PreDeleteSignal,
                PostDeleteSignal,
                ChangedSignal,
                CollectionSignal,
                BulkSignal {

    private final Signal<E> signal;
    private final Connector connector;

    ModelSignal(Signal<E> signal) {
        this.signal = Objects.requireNonNull(signal, "signal");
        this.connector = new Connector(signal);
    }

    /** Returns the connector. It is untyped: the public method of each subclass checks the types of receivers. */
    final Connector connector() {
        return connector;
    }

    /**
     * Connects a receiver for all entity classes.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(SignalReceiver, Option...)}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only passed on to a method that is safe itself
    public final Connection connect(SignalReceiver<? super E> receiver, Option<? super E>... options) {
        return connector.connect(receiver, options);
    }

    /**
     * Connects a receiver for one entity by its name: for dynamic models, which have no class of their own, and where
     * the class is not at hand.
     *
     * @param entityName the name in Hibernate, which is the name of the class if there is one, or the name in Jakarta
     *     Persistence
     * @throws IllegalArgumentException as {@link #connect(SignalReceiver, Option...)}, and if there is no such entity.
     *     The signals of a session factory throw it at once. For the signals of the process, the next session factory
     *     fails with an {@code IllegalStateException} when it is built.
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only passed on to a method that is safe itself
    public final Connection connect(
            String entityName, SignalReceiver<? super E> receiver, Option<? super E>... options) {
        return connector.connect(entityName, receiver, options);
    }

    /**
     * Disconnects the receiver that was connected for one entity class with this uid.
     *
     * @return true if there was one
     */
    public final boolean disconnect(Class<?> sender, String uid) {
        return connector.disconnect(sender, uid);
    }

    /**
     * Disconnects the receiver that was connected for all entity classes with this uid.
     *
     * @return true if there was one
     */
    public final boolean disconnect(String uid) {
        return connector.disconnect(uid);
    }

    /**
     * Disconnects the receiver that was connected for one entity with this uid, by any of its names or by its class.
     *
     * @param entityName the name in Hibernate or in Jakarta Persistence. The signals of the process know that two names
     *     belong to one entity once a session factory with that entity has been built. They know the names of a class
     *     at once.
     * @return true if there was one
     */
    public final boolean disconnect(String entityName, String uid) {
        return connector.disconnectNamed(entityName, uid);
    }

    /** Returns whether an event about an entity of this class would reach any receiver. */
    public final boolean hasReceivers(Class<?> entityClass) {
        return signal.hasReceivers(Objects.requireNonNull(entityClass, "entityClass"));
    }

    /**
     * Keeps this signal from reaching any receiver until the scope is closed, see {@link Signal#mute}. A signal of the
     * process is muted in all session factories.
     */
    public final Scope mute() {
        return signal.mute();
    }

    /**
     * Keeps this signal from being sent for entities of a class, and of its subclasses, until the scope is closed, see
     * {@link Signal#mute(Class)}. A signal of the process is muted in all session factories.
     */
    public final Scope mute(Class<?> entityClass) {
        return signal.mute(Objects.requireNonNull(entityClass, "entityClass"));
    }

    /** Returns the underlying signal: to disconnect by receiver, to list connections, or to send events yourself. */
    public final Signal<E> signal() {
        return signal;
    }

    /** Returns the name and the number of receivers. */
    @Override
    public final String toString() {
        return signal.toString();
    }
}
