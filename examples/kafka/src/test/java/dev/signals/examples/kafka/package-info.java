/** Events of random transactions, followed to a broker while the process between is killed. */
@NullMarked
package dev.signals.examples.kafka;

import org.jspecify.annotations.NullMarked;
