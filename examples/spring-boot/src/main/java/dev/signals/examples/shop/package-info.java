/**
 * A shop of Spring Boot whose prices, deliveries and mails are the work of receivers.
 *
 * <p>Read {@code OrderService} first, which knows of none of them, then {@code Order}, which names their classes, then
 * {@code OrderReceivers} and {@code MailReceivers}.
 */
@NullMarked
package dev.signals.examples.shop;

import org.jspecify.annotations.NullMarked;
