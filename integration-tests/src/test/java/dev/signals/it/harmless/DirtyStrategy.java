package dev.signals.it.harmless;

import dev.signals.it.harmless.Tape.Track;
import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.Session;
import org.hibernate.persister.entity.EntityPersister;

/** Decides about generated entities, by their text attributes alone. */
final class DirtyStrategy implements CustomEntityDirtinessStrategy {

    @Override
    public boolean canDirtyCheck(Object entity, EntityPersister persister, Session session) {
        Tape.current().write(Track.QUESTION, "canDirtyCheck");
        return entity instanceof Made made && made.number() % 2 == 0;
    }

    @Override
    public boolean isDirty(Object entity, EntityPersister persister, Session session) {
        return true;
    }

    @Override
    public void resetDirty(Object entity, EntityPersister persister, Session session) {}

    @Override
    public void findDirty(
            Object entity, EntityPersister persister, Session session, DirtyCheckContext dirtyCheckContext) {
        if (entity instanceof Made) {
            dirtyCheckContext.doDirtyChecking(attribute -> attribute.getType().getReturnedClass() == String.class);
        }
    }
}
