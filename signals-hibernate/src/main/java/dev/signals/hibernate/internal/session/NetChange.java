package dev.signals.hibernate.internal.session;

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has done to one entity so far.
 *
 * @param instance the object it was last written with
 * @param id its identifier
 * @param persister its persister
 * @param existedBefore whether the row was there before
 * @param exists whether the row is there now
 * @param before the state before; null if there was no row, and if Hibernate does not know it
 * @param now the state written or deleted last
 * @param saves how often it was saved
 */
public record NetChange(
        Object instance,
        Object id,
        EntityPersister persister,
        boolean existedBefore,
        boolean exists,
        @Nullable Object @Nullable [] before,
        @Nullable Object[] now,
        int saves) {

    static NetChange of(SaveFact save) {
        return new NetChange(
                save.instance(),
                save.id(),
                save.persister(),
                save.write() != Write.INSERT,
                true,
                save.oldState(),
                save.newState(),
                1);
    }

    static NetChange of(Removal removal) {
        return new NetChange(
                removal.instance(),
                removal.id(),
                removal.persister(),
                true,
                false,
                removal.state(),
                removal.state(),
                0);
    }

    NetChange and(SaveFact save) {
        return new NetChange(
                save.instance(), id, save.persister(), existedBefore, true, before, save.newState(), saves + 1);
    }

    NetChange and(Removal removal) {
        return new NetChange(removal.instance(), id, removal.persister(), existedBefore, false, before, now, saves);
    }
}
