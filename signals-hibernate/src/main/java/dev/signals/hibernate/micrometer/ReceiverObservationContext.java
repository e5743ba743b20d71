package dev.signals.hibernate.micrometer;

import dev.signals.Connection;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.internal.connect.DurableDelivery;
import io.micrometer.observation.Observation;
import java.util.Optional;

/** What is known of the call of a receiver that is observed. */
public final class ReceiverObservationContext extends Observation.Context {

    /** The name that a trace has in the context of events, as in the headers of a request. */
    public static final String TRACEPARENT = "traceparent";

    private final Connection connection;
    private final Object event;

    ReceiverObservationContext(Connection connection, Object event) {
        this.connection = connection;
        this.event = event;
    }

    /** Returns the connection of the receiver. */
    public Connection connection() {
        return connection;
    }

    /** Returns the event; a list of events for a batch. */
    public Object event() {
        return event;
    }

    /**
     * Returns the trace in which the event of a durable call has happened, in the form of the W3C. The call is no part of that
     * trace, which may have ended long ago, but is linked to it. Empty for other calls, and without a trace in the context of
     * events.
     */
    public Optional<String> linkedTrace() {
        return connection.delivery().orElse(null) instanceof DurableDelivery && event instanceof TransactionEvent known
                ? Optional.ofNullable(known.context().get(TRACEPARENT)).map(Object::toString)
                : Optional.empty();
    }
}
