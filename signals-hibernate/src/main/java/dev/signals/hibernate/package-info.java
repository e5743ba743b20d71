/**
 * Django's model signals for Hibernate ORM: receivers connected to entity classes, called around the flush.
 *
 * <p>Read {@link dev.signals.hibernate.ModelSignals} first: it has the signals and the options. {@link
 * dev.signals.hibernate.FactorySignals} is what you can do with one session factory, {@link dev.signals.hibernate.Receiver} marks methods
 * as receivers, {@link dev.signals.hibernate.SignalSettings} names the settings. What receivers get is in {@link
 * dev.signals.hibernate.event}. Hibernate finds the library itself; being on the class path is all it needs.
 *
 * <p><b>The rule all of it stands on:</b> no receiver runs inside a flush or a cascade. So a receiver may query, persist, change and
 * remove, and nothing of it is lost. Where Hibernate makes that impossible, the event says so: see {@link
 * dev.signals.hibernate.event.ModelEvent#insideFlush} and {@link dev.signals.hibernate.event.ModelEvent#insideCascade}.
 */
@NullMarked
package dev.signals.hibernate;

import org.jspecify.annotations.NullMarked;
