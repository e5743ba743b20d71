package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.event.DeleteCause;
import org.hibernate.engine.spi.EntityKey;

/** A deletion that is known before the entity is loaded. Hibernate loads it when it reaches it. */
public record ForeseenRemoval(EntityKey key, Object origin, DeleteCause cause) {}
