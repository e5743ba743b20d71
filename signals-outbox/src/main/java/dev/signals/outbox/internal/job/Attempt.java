package dev.signals.outbox.internal.job;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to make a call.
 *
 * @param receiver the name of the receiver
 * @param key the key of the call
 * @param data the event
 * @param number the number of the attempt, from 1 on
 * @param tenant the tenant whose database the call was found in; null if tenants have none of their own
 */
record Attempt(
        String receiver,
        String key,
        byte[] data,
        int number,
        @Nullable Object tenant) {}
