package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.state.RowValue;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has done to one entity so far.
 *
 * @param origin the session that has written it last; null if it is not known
 * @param instance the object it was last written with
 * @param id its identifier
 * @param persister its persister
 * @param existedBefore whether the row was there before
 * @param exists whether the row is there now
 * @param insertedAgain whether the row was there before, and has been deleted and inserted since
 * @param before the state before; null if there was no row, and if Hibernate does not know it
 * @param now the state written or deleted last
 * @param saves how often it was saved
 */
public record NetChange(
        @Nullable Origin origin,
        Object instance,
        Object id,
        EntityPersister persister,
        boolean existedBefore,
        boolean exists,
        boolean insertedAgain,
        @Nullable Object @Nullable [] before,
        @Nullable Object[] now,
        int saves) {

    /**
     * Where a write happened: several sessions can share a transaction.
     *
     * @param session the session
     * @param state what is remembered for it
     */
    public record Origin(SharedSessionContractImplementor session, SessionState state) {}

    /** What entities count by. Two types of one hierarchy may use an identifier one after the other. */
    record Key(String entityName, EntityKey key) {
        static Key of(Object id, EntityPersister persister) {
            return new Key(persister.getEntityName(), new EntityKey(id, persister));
        }
    }

    Key key() {
        return Key.of(id, persister);
    }

    static NetChange of(@Nullable Origin origin, SaveRecord save) {
        return new NetChange(
                origin,
                save.instance(),
                save.id(),
                save.persister(),
                save.write() != Write.INSERT,
                true,
                false,
                save.oldState(),
                save.newState(),
                1);
    }

    static NetChange of(@Nullable Origin origin, Removal removal) {
        return new NetChange(
                origin,
                removal.instance(),
                removal.id(),
                removal.persister(),
                true,
                false,
                false,
                removal.state(),
                removal.state(),
                0);
    }

    NetChange and(@Nullable Origin later, SaveRecord save) {
        return new NetChange(
                later,
                save.instance(),
                id,
                save.persister(),
                existedBefore,
                true,
                insertedAgain || (existedBefore && save.write() == Write.INSERT),
                withLoaded(save.oldState()),
                save.stateAfter(now),
                saves + 1);
    }

    /** With the values of {@code state} where it is changed. */
    NetChange andQuietly(@Nullable Object[] state) {
        @Nullable Object[] after = now.clone();
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < after.length; i++) {
            if (before == null || !RowValue.isSame(types[i], before[i], now[i], persister.getFactory())) {
                after[i] = state[i];
            }
        }
        return new NetChange(
                origin, instance, id, persister, existedBefore, exists, insertedAgain, before, after, saves);
    }

    /**
     * The state before with what has been loaded since, unless it has been written in between.
     *
     * @param later the state before the next write; null if it is not known
     */
    private @Nullable Object @Nullable [] withLoaded(@Nullable Object @Nullable [] later) {
        @Nullable Object[] all = before;
        for (int i = 0; before != null && later != null && i < before.length; i++) {
            if (before[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY
                    && now[i] == before[i]
                    && later[i] != before[i]) {
                all = all == before ? before.clone() : all;
                all[i] = later[i];
            }
        }
        return all;
    }

    NetChange and(@Nullable Origin later, Removal removal) {
        return new NetChange(
                later,
                removal.instance(),
                id,
                removal.persister(),
                existedBefore,
                false,
                insertedAgain,
                withLoaded(removal.state()),
                now,
                saves);
    }
}
