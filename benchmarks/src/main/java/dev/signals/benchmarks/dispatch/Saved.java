package dev.signals.benchmarks.dispatch;

/**
 * An event as the peers get it, one for each sending.
 *
 * @param sender the class that receivers are connected to
 * @param instance what it is about
 */
public record Saved(Class<?> sender, Object instance) {}
