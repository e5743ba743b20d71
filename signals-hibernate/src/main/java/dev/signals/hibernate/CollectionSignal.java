package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import jakarta.persistence.metamodel.PluralAttribute;
import java.util.Objects;

/**
 * A signal about the collections of entities. A receiver is connected for one attribute, for all of an entity class, or for
 * all of every class.
 *
 * @param <E> the event, with the entity class left open
 */
public abstract sealed class CollectionSignal<E extends CollectionEvent<?>> extends ModelSignal<E>
        permits M2mChangedSignal, CollectionChangedSignal {

    CollectionSignal(Signal<E> signal, Senders senders) {
        super(signal, senders);
    }

    /** Connects a receiver for one attribute, whose type arguments the public method of each subclass has checked. */
    final Connection connectTo(Class<?> sender, String attribute, SignalReceiver<?> receiver, Option<?>... options) {
        return connectTo(sender, receiver, CollectionPart.in(options, Objects.requireNonNull(attribute, "attribute")));
    }

    /** The class that declares an attribute of the static metamodel. */
    static Class<?> built(PluralAttribute<?, ?, ?> attribute) {
        return Objects.requireNonNull(
                        attribute,
                        "attribute: those of the static metamodel are null until a session factory has been built; give the"
                                + " class and the name instead")
                .getDeclaringType()
                .getJavaType();
    }

    /** Disconnects the receiver that was connected for one attribute with this uid; whether there was one. */
    public final boolean disconnect(Class<?> sender, String attribute, String uid) {
        return signal().disconnect(sender, CollectionPart.of(attribute), uid);
    }

    @Override
    final ModelPart<?> whole() {
        return CollectionPart.ANY;
    }

    @Override
    final Option<?>[] prepare(Option<?>... options) {
        return CollectionPart.in(options, null);
    }
}
