package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import jakarta.persistence.metamodel.PluralAttribute;

/** The signal {@code m2m_changed}, which sends {@link M2mChanged} events. */
public final class M2mChangedSignal extends CollectionSignal<M2mChanged<?>> {

    M2mChangedSignal(Signal<M2mChanged<?>> signal, Senders senders) {
        super(signal, senders);
    }

    /**
     * Connects a receiver for all such collections of one entity class.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(Class, SignalReceiver, Option...)}, and if no entity can
     *     ever match {@code sender}
     */
    @SafeVarargs
    public final <T> Connection connect(
            Class<T> sender, SignalReceiver<? super M2mChanged<T>> receiver, Option<? super M2mChanged<T>>... options) {
        return connectTo(given(sender), receiver, prepare(options));
    }

    /**
     * Connects a receiver for one attribute of an entity class.
     *
     * @param attribute its name; with dots inside an embeddable, as in {@code address.phones}
     * @throws IllegalArgumentException as the method without attribute, and if there is no such attribute, or none that this
     *     signal is about; at once for the signals of a session factory, otherwise {@code IllegalStateException} when the
     *     next session factory with this entity is built
     */
    @SafeVarargs
    public final <T> Connection connect(
            Class<T> sender,
            String attribute,
            SignalReceiver<? super M2mChanged<T>> receiver,
            Option<? super M2mChanged<T>>... options) {
        return connectTo(given(sender), attribute, receiver, options);
    }

    /**
     * Connects a receiver for one attribute of the static metamodel, as in {@code Article_.tags}.
     *
     * @throws IllegalArgumentException as the method with the name
     * @throws NullPointerException if no session factory has been built yet, which is what fills the static metamodel
     */
    @SafeVarargs
    public final <T> Connection connect(
            PluralAttribute<T, ?, ?> attribute,
            SignalReceiver<? super M2mChanged<T>> receiver,
            Option<? super M2mChanged<T>>... options) {
        return connectTo(built(attribute), attribute.getName(), receiver, options);
    }

    /**
     * The same signal for a part of the application, see {@link Signal#scoped}.
     *
     * @param senders what is known of the senders of the part
     */
    public M2mChangedSignal scoped(Senders senders) {
        return new M2mChangedSignal(signal().scoped(), senders);
    }
}
