package dev.signals.examples.kafka;

/** What other services are told of a counter. */
record CounterEvent(int number) {}
