package dev.signals.outbox.internal.router;

import dev.signals.hibernate.internal.access.LastWrite;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event as it is written. The components are the columns of the table. */
record RoutedEvent(
        RouterTable table,
        UUID id,
        String aggregateType,
        String aggregateId,
        String type,
        @Nullable String payload,
        @Nullable String tenant,
        @Nullable String traceparent)
        implements LastWrite {

    @Override
    public Writer writer() {
        return table;
    }
}
