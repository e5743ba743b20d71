/**
 * Django's model signals for Hibernate ORM: receivers connected to entity classes, called around the flush.
 *
 * <p>Read {@link dev.signals.hibernate.ModelSignals} first: it has the signals and the options. {@link
 * dev.signals.hibernate.FactorySignals} is what you can do with one session factory, {@link
 * dev.signals.hibernate.Receiver} marks methods as receivers, {@link dev.signals.hibernate.SignalSettings} names the
 * settings. The events that receivers get are in {@link dev.signals.hibernate.event}. Hibernate finds the library on
 * the class path by itself.
 *
 * <p><b>The basic rule:</b> no receiver runs inside a flush or a cascade. So a receiver may query, persist, change and
 * remove, and none of its work is lost. Where Hibernate makes this impossible, the event shows it: see {@link
 * dev.signals.hibernate.event.ModelEvent#insideFlush} and {@link dev.signals.hibernate.event.ModelEvent#insideCascade}.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.hibernate;

import org.jspecify.annotations.NullMarked;
