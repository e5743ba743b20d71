/**
 * The blog's events on Kafka: from a transaction by way of the table {@code outboxevent} and Debezium to a consumer.
 *
 * <p>Read {@code KafkaApplication} first. {@code BlogEvents} is what an application writes itself; {@code Relay} and
 * {@code Broker} stand for Kafka Connect and Kafka, which others run.
 */
@NullMarked
package dev.signals.examples.kafka;

import org.jspecify.annotations.NullMarked;
