package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.event.DeleteCause;
import org.hibernate.engine.spi.EntityKey;

/** What is known of a deletion before the entity is loaded, which Hibernate does when it comes to it. */
public record ForeseenRemoval(EntityKey key, Object origin, DeleteCause cause) {}
