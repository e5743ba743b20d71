package dev.signals.outbox.call;

/**
 * One call that has not succeeded yet, as {@link HeldCalls} shows it.
 *
 * @param receiver the name of the receiver
 * @param key the key of the call
 * @param failures how many attempts have failed
 * @param event what the receiver will get; the text of your {@link EventCodec} if this process has no receiver of that name
 */
public record WaitingCall(String receiver, String key, int failures, Object event) {}
