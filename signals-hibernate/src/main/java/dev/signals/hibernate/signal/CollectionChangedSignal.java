package dev.signals.hibernate.signal;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.CollectionChanged;
import jakarta.persistence.metamodel.PluralAttribute;

/** The signal {@code collection_changed}, which sends {@link CollectionChanged} events. */
public final class CollectionChangedSignal extends CollectionSignal<CollectionChanged<?>> {

    /** Creates a typed view of a signal, for instance of {@code COLLECTION_CHANGED.signal().scoped()}. */
    public CollectionChangedSignal(Signal<CollectionChanged<?>> signal) {
        super(signal);
    }

    /**
     * Connects a receiver for all such collections of one entity class. An entity class without such collections is accepted,
     * for registries that connect every entity.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(Class, SignalReceiver, Option...)}, and if no entity
     *     can ever match {@code sender}
     */
    @SafeVarargs
    public final <T> Connection connect(
            Class<T> sender,
            SignalReceiver<? super CollectionChanged<T>> receiver,
            Option<? super CollectionChanged<T>>... options) {
        return connector().connect(sender, receiver, options);
    }

    /**
     * Connects a receiver for one attribute of an entity class.
     *
     * @param attribute its name; with dots inside an embeddable, as in {@code address.phones}
     * @throws IllegalArgumentException as the method without attribute, and if this signal is not about such an
     *     attribute. The signals of a session factory throw it at once. For the signals of the process, the next
     *     session factory with this entity fails with an {@code IllegalStateException} when it is built.
     */
    @SafeVarargs
    public final <T> Connection connect(
            Class<T> sender,
            String attribute,
            SignalReceiver<? super CollectionChanged<T>> receiver,
            Option<? super CollectionChanged<T>>... options) {
        return connector().connect(sender, attribute, receiver, options);
    }

    /**
     * Connects a receiver for one attribute of the static metamodel, as in {@code Article_.tags}.
     *
     * @throws IllegalArgumentException as the method with the name
     * @throws NullPointerException if no session factory has been built yet, because building one fills the static metamodel
     */
    @SafeVarargs
    public final <T> Connection connect(
            PluralAttribute<T, ?, ?> attribute,
            SignalReceiver<? super CollectionChanged<T>> receiver,
            Option<? super CollectionChanged<T>>... options) {
        return connectTo(attribute, receiver, options);
    }
}
