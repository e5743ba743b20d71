package dev.signals.hibernate.micrometer;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.internal.access.ObjectText;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The names of observations of receivers. Override what is to have others.
 *
 * <p>The tags have few values: {@code signal}, {@code sender}, {@code receiver}, which is the same for all receivers of one
 * lambda expression, and {@code when}. The identifier of the entity is for traces only.
 */
public interface ReceiverObservationConvention extends ObservationConvention<ReceiverObservationContext> {

    /** The name of the observation. */
    String NAME = "signals.receiver";

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof ReceiverObservationContext;
    }

    @Override
    default String getName() {
        return NAME;
    }

    /** Returns signal and receiver, as the name of a span. */
    @Override
    default String getContextualName(ReceiverObservationContext context) {
        String receiver = context.connection().receiverName();
        return context.connection().signal() + " " + receiver.substring(receiver.lastIndexOf('.') + 1);
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(ReceiverObservationContext context) {
        Connection connection = context.connection();
        return KeyValues.of(
                KeyValue.of("signal", connection.signal()),
                KeyValue.of("sender", connection.senderName()),
                KeyValue.of("receiver", connection.receiverName()),
                KeyValue.of(
                        "when", connection.delivery().map(Delivery::toString).orElse("at once")));
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(ReceiverObservationContext context) {
        return context.event() instanceof ModelEvent<?> event
                ? KeyValues.of(KeyValue.of("id", ObjectText.of(event.id())))
                : KeyValues.empty();
    }
}
