package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Options;
import dev.signals.Scope;
import dev.signals.SenderPart;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    private final Senders senders;

    ModelSignal(Signal<E> signal, Senders senders) {
        this.signal = Objects.requireNonNull(signal, "signal");
        this.senders = Objects.requireNonNull(senders, "senders");
    }

    /**
     * Connects a receiver for all entity classes.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(SignalReceiver, Option...)}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only passed on to a method that is safe itself
    public final Connection connect(SignalReceiver<? super E> receiver, Option<? super E>... options) {
        return connectTo((Class<?>) null, receiver, prepare(options));
    }

    /**
     * Connects a receiver for one entity by its name: for dynamic models, which have no class of their own, and where the class
     * is not at hand. An entity of a class needs no other name than that.
     *
     * @param entityName the name in Hibernate, which is that of the class if there is one, or the name in Jakarta Persistence
     * @throws IllegalArgumentException as {@link #connect(SignalReceiver, Option...)}, and if there is no such entity: at once for the
     *     signals of a session factory, otherwise {@code IllegalStateException} when the next session factory is built
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // as above
    public final Connection connect(
            String entityName, SignalReceiver<? super E> receiver, Option<? super E>... options) {
        return connectNamed(entityName, receiver, prepare(options));
    }

    /** The same, with options that have been prepared. */
    final Connection connectNamed(String entityName, SignalReceiver<?> receiver, Option<?>... options) {
        Senders.Named entity = senders.find(Objects.requireNonNull(entityName, "entityName"));
        if (entity != null && entity.isAlone() && !List.of(options).contains(Options.includingSubtypes())) {
            return connectTo(entity.type(), receiver, options);
        }
        List<Option<?>> named = new ArrayList<>();
        ModelPart<?> part = whole();
        for (Option<?> option : options) {
            if (option instanceof ModelPart<?> given) {
                part = given;
            } else {
                named.add(option);
            }
        }
        named.add(named(part, entityName, entity));
        return connectTo(entity == null ? null : entity.type(), receiver, named.toArray(Option[]::new));
    }

    private static ModelPart<?> named(ModelPart<?> part, String entityName, Senders.@Nullable Named entity) {
        ModelPart<?> named =
                part.named(entity == null ? entityName : entity.names().get(0));
        if (entity != null) {
            named.addNames(entity.names());
        }
        return named;
    }

    /** What a receiver is connected for that is connected for everything. */
    ModelPart<?> whole() {
        return EntityNamePart.ANY;
    }

    /** Everything that one uid may be connected for in one entity. */
    List<ModelPart<?>> wholes() {
        return List.of(whole());
    }

    /** What the options of a connect stand for; a subclass may have some of its own. */
    Option<?>[] prepare(Option<?>... options) {
        return options;
    }

    /**
     * Connects a receiver for one entity class, whose type arguments the public method of each subclass has checked.
     *
     * @param sender null for all entity classes
     * @throws IllegalArgumentException if no entity can ever match the sender
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an event sent with sender T is an event of T, see EntityEvent
    final Connection connectTo(@Nullable Class<?> sender, SignalReceiver<?> receiver, Option<?>... options) {
        Connection connection = sender == null
                ? signal.connect((SignalReceiver) receiver, (Option[]) options)
                : signal.connect(sender, (SignalReceiver) receiver, (Option[]) options);
        return SenderRules.checked(connection, senders);
    }

    /** The sender that a caller must give, as null stands for any here. */
    static <T> Class<T> given(Class<T> sender) {
        return Objects.requireNonNull(sender, "sender; to hear of all entity classes, call connect without one");
    }

    /** Disconnects the receiver that was connected for one entity class with this uid; whether there was one. */
    public boolean disconnect(Class<?> sender, String uid) {
        return signal.disconnect(sender, uid);
    }

    /** Disconnects the receiver that was connected for all entity classes with this uid; whether there was one. */
    public boolean disconnect(String uid) {
        return signal.disconnect(uid);
    }

    /**
     * Disconnects the receiver that was connected for one entity with this uid, by whichever name, or by its class; whether there was
     * one.
     *
     * @param entityName the name in Hibernate or in Jakarta Persistence. On the signals of the process, two names are known to be of one
     *     entity once a session factory with it has been built; its class is known to have them at once
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // only compared
    public final boolean disconnect(String entityName, String uid) {
        Senders.Named entity = senders.find(Objects.requireNonNull(entityName, "entityName"));
        boolean disconnected = false;
        for (ModelPart<?> whole : wholes()) {
            disconnected |= signal.disconnect((SenderPart) named(whole, entityName, entity), uid);
        }
        return disconnected;
    }

    /** Whether an entity of this class would be announced to anybody. */
    public final boolean hasReceivers(Class<?> entityClass) {
        return signal.hasReceivers(Objects.requireNonNull(entityClass, "entityClass"));
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
