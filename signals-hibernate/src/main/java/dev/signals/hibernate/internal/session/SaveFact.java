package dev.signals.hibernate.internal.session;

import org.hibernate.persister.entity.EntityPersister;

/**
 * An entity that was written and has not been announced yet.
 *
 * @param instance the entity
 * @param id its identifier
 * @param persister its persister
 * @param created whether it was inserted; an update in the same flush does not change that
 */
public record SaveFact(Object instance, Object id, EntityPersister persister, boolean created) {}
