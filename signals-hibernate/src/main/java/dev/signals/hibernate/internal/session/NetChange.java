package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.state.RowValue;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The net change that a transaction has made to one entity so far.
 *
 * @param origin the session that wrote it last; null if it is not known
 * @param instance the object with which it was last written
 * @param id its identifier
 * @param persister its persister
 * @param existedBefore whether the row existed before the transaction
 * @param exists whether the row exists now
 * @param insertedAgain whether the row existed before, and has been deleted and inserted since
 * @param before the state before; null if there was no row, or if Hibernate does not know it
 * @param now the state that was written or deleted last
 * @param saves the number of saves
 * @param mode the mode in which it was last written
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
        int saves,
        WriteMode mode) {

    /**
     * The place of a write; several sessions can share a transaction.
     *
     * @param session the session
     * @param state the library's state of the session
     */
    public record Origin(SharedSessionContractImplementor session, SessionState state) {}

    /**
     * The key by which entities are counted. Two types of one hierarchy may use the same identifier one after the other. There
     * is a key for each changed entity until the commit, so it is small.
     */
    static final class Key {

        private final EntityPersister persister;
        private final Object id;
        private final int hash;

        private Key(EntityPersister persister, Object id) {
            this.persister = persister;
            this.id = id;
            this.hash = persister.getIdentifierType().getHashCode(id, persister.getFactory());
        }

        static Key of(Object id, EntityPersister persister) {
            return new Key(persister, id);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && hash == key.hash
                    && persister == key.persister
                    && persister.getIdentifierType().isEqual(id, key.id, persister.getFactory());
        }

        @Override
        public int hashCode() {
            return hash;
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
                1,
                save.mode());
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
                0,
                removal.mode());
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
                saves + 1,
                save.mode());
    }

    /** Returns this change with the values of {@code state} in the attributes that it has changed. */
    NetChange andQuietly(@Nullable Object[] state) {
        @Nullable Object[] after = now.clone();
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < after.length; i++) {
            if (before == null || !RowValue.isSame(types[i], before[i], now[i], persister.getFactory())) {
                after[i] = state[i];
            }
        }
        return new NetChange(
                origin, instance, id, persister, existedBefore, exists, insertedAgain, before, after, saves, mode);
    }

    /**
     * Returns the state before, completed with values that have been loaded since and were not written in between.
     *
     * @param later the state before the next write; null if it is not known
     */
    private @Nullable Object @Nullable [] withLoaded(@Nullable Object @Nullable [] later) {
        if (before == null || later == null) {
            return before;
        }
        @Nullable Object[] all = before;
        for (int i = 0; i < before.length; i++) {
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
                saves,
                removal.mode());
    }
}
