package dev.signals.outbox.internal.job;

import dev.signals.hibernate.internal.access.LastWrite;
import org.jspecify.annotations.Nullable;

/**
 * A call as it is written.
 *
 * @param receiver the name of the receiver
 * @param key the key of the call
 * @param lane what its events follow each other by; null if they follow no order
 * @param data the event
 */
record KeptCall(
        FactoryOutbox outbox,
        String receiver,
        String key,
        @Nullable String lane,
        byte[] data) implements LastWrite {

    @Override
    public Writer writer() {
        return outbox.writer();
    }
}
