package dev.signals.outbox.call;

import java.time.Instant;

/**
 * A call that was given up after its last attempt. It stays until you {@linkplain dev.signals.outbox.Outbox#retry retry} or {@linkplain
 * dev.signals.outbox.Outbox#delete delete} it.
 *
 * @param key the key of the call
 * @param receiver the name of the receiver
 * @param event the event as JSON
 * @param attempts how often it was tried
 * @param time when it was given up
 * @param failure the stack trace of the last attempt
 */
public record DeadCall(String key, String receiver, String event, int attempts, Instant time, String failure) {}
