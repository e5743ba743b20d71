package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Scope;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A signal about entities. The subclasses differ in the type of their events; the sender of each event is the entity class.
 *
 * <p>The rules for connecting, order, duplicates and threads are those of {@link Signal}.
 *
 * @param <E> the event, with the entity class left open
 */
public abstract sealed class ModelSignal<E extends ModelEvent<?>>
        permits PreInitSignal,
                PostInitSignal,
                PreSaveSignal,
                PostSaveSignal,
                PreDeleteSignal,
                PostDeleteSignal,
                ChangedSignal,
                CollectionSignal {

    private final Signal<E> signal;
    private final Consumer<Connection> check;

    ModelSignal(Signal<E> signal, Consumer<Connection> check) {
        this.signal = Objects.requireNonNull(signal, "signal");
        this.check = Objects.requireNonNull(check, "check");
    }

    /** Connects a receiver for all entity classes. */
    @SafeVarargs
    @SuppressWarnings({"varargs", "unchecked"}) // the array is only passed on to a method that is safe itself
    public final Connection connect(SignalReceiver<? super E> receiver, Option<? super E>... options) {
        return signal.connect(receiver, (Option<? super E>[]) prepare(options));
    }

    /** What the options of a connect stand for; a subclass may have some of its own. */
    Option<?>[] prepare(Option<?>... options) {
        return options;
    }

    /**
     * Connects a receiver for one entity class, whose type arguments the public method of each subclass has checked.
     *
     * @throws IllegalArgumentException if no entity can ever match the sender
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an event sent with sender T is an event of T, see EntityEvent
    final Connection connectTo(Class<?> sender, SignalReceiver<?> receiver, Option<?>... options) {
        Connection connection = signal.connect(sender, (SignalReceiver) receiver, (Option[]) options);
        try {
            SenderRules.check(connection);
            check.accept(connection);
        } catch (IllegalArgumentException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Disconnects the receiver that was connected for one entity class with this uid; whether there was one. */
    public boolean disconnect(Class<?> sender, String uid) {
        return signal.disconnect(sender, uid);
    }

    /** Disconnects the receiver that was connected for all entity classes with this uid; whether there was one. */
    public boolean disconnect(String uid) {
        return signal.disconnect(uid);
    }

    /** Whether an entity of this class would be announced to anybody. */
    public final boolean hasReceivers(Class<?> entityClass) {
        return signal.hasReceivers(entityClass);
    }

    /**
     * Keeps this signal from reaching anybody until the scope is closed, see {@link Signal#mute}; that of the process in all session
     * factories.
     */
    public final Scope mute() {
        return signal.mute();
    }

    /** The signal behind this one: to disconnect by receiver, to list connections, or to send by hand. */
    public final Signal<E> signal() {
        return signal;
    }

    /** Name and number of receivers. */
    @Override
    public final String toString() {
        return signal.toString();
    }
}
