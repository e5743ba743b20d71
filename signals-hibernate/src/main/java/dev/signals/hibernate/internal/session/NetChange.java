package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.state.ElementDifference;
import dev.signals.hibernate.internal.state.RowValue;
import java.util.Objects;
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
 * @param saves the number of saves; 0 of an entity that exists if only its collections have changed
 * @param mode the mode in which it was last written
 * @param collections the changes of its collections; null if nobody asks for them, or if there are none
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
        WriteMode mode,
        @Nullable NetCollections collections) {

    /**
     * The place of a write; several sessions can share a transaction.
     *
     * @param session the session
     * @param state the library's state of the session
     */
    public record Origin(SharedSessionContractImplementor session, SessionState state) {}

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
                save.mode(),
                null);
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
                removal.mode(),
                null);
    }

    /**
     * Makes the change of an entity that is written itself at most later.
     *
     * @param state what its row holds
     */
    static NetChange of(
            @Nullable Origin origin, CollectionChange change, ElementDifference difference, @Nullable Object[] state) {
        Object id = Objects.requireNonNull(change.ownerId(), "the identifier of an owner with rows");
        NetCollections collections = NetCollections.and(null, change, difference);
        return new NetChange(
                origin,
                change.owner(),
                id,
                change.persister(),
                true,
                true,
                false,
                state,
                state,
                0,
                change.mode(),
                collections);
    }

    /** Returns whether only collections have changed so far, so that the states are of no write. */
    public boolean isOfCollectionsOnly() {
        return saves == 0 && exists;
    }

    private NetChange with(@Nullable NetCollections changed) {
        return new NetChange(
                origin,
                instance,
                id,
                persister,
                existedBefore,
                exists,
                insertedAgain,
                before,
                now,
                saves,
                mode,
                changed);
    }

    NetChange and(@Nullable Origin later, CollectionChange change, ElementDifference difference) {
        return new NetChange(
                later,
                change.owner(),
                id,
                change.persister(),
                existedBefore,
                exists,
                insertedAgain,
                before,
                now,
                saves,
                change.mode(),
                NetCollections.and(collections, change, difference));
    }

    NetChange and(@Nullable Origin later, SaveRecord save) {
        if (isOfCollectionsOnly()) {
            return of(later, save).with(collections);
        }
        @Nullable Object[] after = stateAfter(save);
        return new NetChange(
                later,
                save.instance(),
                id,
                save.persister(),
                existedBefore,
                true,
                insertedAgain || (existedBefore && save.write() == Write.INSERT),
                withLoaded(save.oldState()),
                after,
                saves + 1,
                save.mode(),
                collections);
    }

    /** Returns what the row holds after a save that may leave columns out. */
    private @Nullable Object[] stateAfter(SaveRecord save) {
        if (save.write() == Write.INSERT) {
            return save.newState();
        }
        return save.oldState() != null ? filled(save.newState(), now) : filled(save.stateAfter(now), save.newState());
    }

    /** Returns this change after a write that is no save. It tells the values only of attributes that it has changed anyway. */
    NetChange andQuietly(SaveRecord write) {
        @Nullable Object[] after = stateAfter(write);
        @Nullable Object @Nullable [] base = before == null ? null : before == now ? after : before.clone();
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; base != null && base != after && i < base.length; i++) {
            if (RowValue.isSame(types[i], base[i], now[i], persister.getFactory())) {
                base[i] = after[i];
            }
        }
        return new NetChange(
                origin,
                instance,
                id,
                persister,
                existedBefore,
                exists,
                insertedAgain,
                base,
                after,
                saves,
                mode,
                collections);
    }

    /**
     * Returns the state before, completed with values that have been loaded since and were not written in between.
     *
     * @param later the state before the next write; null if it is not known
     */
    private @Nullable Object @Nullable [] withLoaded(@Nullable Object @Nullable [] later) {
        return before == null || later == null ? before : filled(before, now, later);
    }

    private static @Nullable Object[] filled(@Nullable Object[] state, @Nullable Object[] later) {
        return filled(state, state, later);
    }

    /** Returns a state with later values in the place of values that are loaded neither in it nor in another state. */
    private static @Nullable Object[] filled(
            @Nullable Object[] state, @Nullable Object[] other, @Nullable Object[] later) {
        @Nullable Object[] all = state;
        for (int i = 0; i < state.length; i++) {
            if (state[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY
                    && other[i] == state[i]
                    && later[i] != state[i]) {
                all = all == state ? state.clone() : all;
                all[i] = later[i];
            }
        }
        return all;
    }

    NetChange and(@Nullable Origin later, Removal removal) {
        if (isOfCollectionsOnly()) {
            return of(later, removal).with(collections);
        }
        @Nullable Object[] deleted = removal.state();
        @Nullable Object[] last = removal.isOfRow() ? filled(deleted, now) : filled(now, deleted);
        return new NetChange(
                later,
                removal.instance(),
                id,
                removal.persister(),
                existedBefore,
                false,
                insertedAgain,
                withLoaded(deleted),
                last,
                saves,
                removal.mode(),
                collections);
    }
}
