package dev.signals.hibernate.signal;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.CollectionEvent;
import jakarta.persistence.metamodel.PluralAttribute;
import java.util.Objects;

/**
 * A signal about the collections of entities. A receiver is connected for one attribute, for all attributes of an
 * entity class, or for all attributes of every class.
 *
 * @param <E> the event, with the entity class left open
 */
public abstract sealed class CollectionSignal<E extends CollectionEvent<?>> extends ModelSignal<E>
        permits M2mChangedSignal, CollectionChangedSignal {

    CollectionSignal(Signal<E> signal) {
        super(signal);
    }

    /**
     * Connects a receiver for an attribute of the static metamodel, whose types the public method of each subclass has
     * checked.
     */
    final Connection connectTo(PluralAttribute<?, ?, ?> attribute, SignalReceiver<?> receiver, Option<?>... options) {
        Objects.requireNonNull(
                attribute,
                "attribute: attributes of the static metamodel are null until a session factory has been built; give the"
                        + " class and the name instead");
        return connector().connect(attribute.getDeclaringType().getJavaType(), attribute.getName(), receiver, options);
    }

    /**
     * Disconnects the receiver that was connected for one attribute with this uid.
     *
     * @return true if there was one
     */
    public final boolean disconnect(Class<?> sender, String attribute, String uid) {
        return connector().disconnect(sender, attribute, uid);
    }
}
