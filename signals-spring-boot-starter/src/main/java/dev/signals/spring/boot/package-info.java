/**
 * Signals in Spring Boot. There is nothing to call: beans with {@code @Receiver} methods are receivers, and the properties
 * {@code signals.*} are the settings. {@link dev.signals.spring.boot.SignalsProperties} lists them.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.spring.boot;

import org.jspecify.annotations.NullMarked;
