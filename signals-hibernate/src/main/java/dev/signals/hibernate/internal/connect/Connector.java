package dev.signals.hibernate.internal.connect;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Options;
import dev.signals.SenderPart;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.CollectionEvent;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.internal.connect.EntityRule.NamedEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The connector of receivers to a signal about entities: for all of them, for one class, for one entity name, or for
 * one attribute.
 *
 * <p>It takes receivers and options untyped. The public methods of the signals check the types, as do the checks of
 * receiver methods.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // an event that is sent with sender T is an event of T, see EntityEvent
public final class Connector {

    private final Signal<?> signal;

    /**
     * The parts of a receiver that is connected for all events. The phase belongs to the part if the signal has phases.
     */
    private final List<ModelPart<?>> wholes;

    /** Creates a connector for a signal whose events are {@link TransactionEvent}s. */
    public Connector(Signal<? extends TransactionEvent> signal) {
        this.signal = Objects.requireNonNull(signal, "signal");
        this.wholes = Changed.class.isAssignableFrom(signal.eventType())
                ? List.copyOf(ChangedPart.WHOLES)
                : List.of(isAboutCollections() ? CollectionPart.ANY : EntityNamePart.ANY);
    }

    private boolean isAboutCollections() {
        return CollectionEvent.class.isAssignableFrom(signal.eventType());
    }

    /** Connects a receiver for all entities. */
    public Connection connect(SignalReceiver<?> receiver, Option<?>... options) {
        return signal.connect((SignalReceiver) receiver, withPart(null, options));
    }

    /** Connects a receiver for one entity class. */
    public Connection connect(Class<?> sender, SignalReceiver<?> receiver, Option<?>... options) {
        return signal.connect(given(sender), (SignalReceiver) receiver, withPart(null, options));
    }

    /** Connects a receiver for one collection attribute of an entity class. */
    public Connection connect(Class<?> sender, String attribute, SignalReceiver<?> receiver, Option<?>... options) {
        return signal.connect(
                given(sender),
                (SignalReceiver) receiver,
                withPart(Objects.requireNonNull(attribute, "attribute"), options));
    }

    /** Connects a receiver for one entity by its name, or by its class if the class identifies the same entity. */
    public Connection connect(String entityName, SignalReceiver<?> receiver, Option<?>... options) {
        Objects.requireNonNull(options, "options");
        NamedEntity entity = find(entityName);
        if (entity != null && entity.isAlone() && !List.of(options).contains(Options.includingSubtypes())) {
            return connect(entity.type(), receiver, options);
        }
        Option[] named = withName(entityName, entity, withPart(null, options));
        return entity == null
                ? signal.connect((SignalReceiver) receiver, named)
                : signal.connect(entity.type(), (SignalReceiver) receiver, named);
    }

    /**
     * Disconnects the receivers that were connected for all entities with this uid.
     *
     * @return true if there was any
     */
    public boolean disconnect(String uid) {
        boolean disconnected = false;
        for (ModelPart<?> whole : wholes) {
            disconnected |= signal.disconnect((SenderPart) whole, uid);
        }
        return disconnected;
    }

    /**
     * Disconnects the receivers that were connected for one entity class with this uid.
     *
     * @return true if there was any
     */
    public boolean disconnect(Class<?> sender, String uid) {
        boolean disconnected = false;
        for (ModelPart<?> whole : wholes) {
            disconnected |= signal.disconnect(sender, (SenderPart) whole, uid);
        }
        return disconnected;
    }

    /**
     * Disconnects the receiver that was connected for one collection attribute with this uid.
     *
     * @return true if there was one
     */
    public boolean disconnect(Class<?> sender, String attribute, String uid) {
        return signal.disconnect(sender, (SenderPart) CollectionPart.of(attribute), uid);
    }

    /**
     * Disconnects the receivers that were connected for one entity with this uid, by any of its names.
     *
     * @return true if there was any
     */
    public boolean disconnectNamed(String entityName, String uid) {
        NamedEntity entity = find(entityName);
        boolean disconnected = false;
        for (ModelPart<?> whole : wholes) {
            disconnected |= signal.disconnect((SenderPart) named(whole, entityName, entity), uid);
        }
        return disconnected;
    }

    private @Nullable NamedEntity find(String entityName) {
        Objects.requireNonNull(entityName, "entityName");
        return signal.rule() instanceof EntityRule entities ? entities.find(entityName) : null;
    }

    /** Returns the options with the part that they imply. */
    private Option[] withPart(@Nullable String attribute, Option<?>... options) {
        Objects.requireNonNull(options, "options");
        if (Changed.class.isAssignableFrom(signal.eventType())) {
            return ChangedPart.in(options);
        }
        return isAboutCollections() ? CollectionPart.in(options, attribute) : options;
    }

    private Option[] withName(String entityName, @Nullable NamedEntity entity, Option<?>... options) {
        List<Option<?>> all = new ArrayList<>();
        ModelPart<?> part = wholes.get(0);
        for (Option<?> option : options) {
            if (option instanceof ModelPart<?> given) {
                part = given;
            } else {
                all.add(option);
            }
        }
        all.add(named(part, entityName, entity));
        return all.toArray(Option[]::new);
    }

    private static ModelPart<?> named(ModelPart<?> part, String entityName, @Nullable NamedEntity entity) {
        ModelPart<?> named =
                part.named(entity == null ? entityName : entity.names().get(0));
        if (entity != null) {
            named.addNames(entity.names());
        }
        return named;
    }

    private static Class<?> given(Class<?> sender) {
        return Objects.requireNonNull(sender, "sender; to receive from all entity classes, call connect without one");
    }
}
