package dev.signals.outbox.internal.event;

import dev.signals.outbox.call.DurableCall;
import java.util.Map;
import java.util.Optional;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What an event brings along, whatever its signal.
 *
 * @param signal the name of the signal
 */
public record Arrival(
        String signal,
        EntityPersister persister,
        @Nullable Object id,
        DurableCall call,
        @Nullable Object tenant,
        Optional<String> reason,
        Map<String, Object> context,
        boolean raw) {}
