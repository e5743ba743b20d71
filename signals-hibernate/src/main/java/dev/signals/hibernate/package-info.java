/**
 * Django's model signals for Hibernate ORM: receivers connected to entity classes, called around the flush.
 *
 * <p>Read {@link dev.signals.hibernate.ModelSignals} first. The library is found by Hibernate itself, through the {@code
 * Integrator} service; being on the class path is all it needs.
 *
 * <p><b>The rule all of it stands on:</b> no receiver runs inside a flush or a cascade, so a receiver may query, persist,
 * change and remove, and nothing of it is lost. Where Hibernate makes that impossible the event says so, see {@link
 * dev.signals.hibernate.ModelEvent#insideFlush} and {@link dev.signals.hibernate.ModelEvent#insideCascade}.
 */
@NullMarked
package dev.signals.hibernate;

import org.jspecify.annotations.NullMarked;
