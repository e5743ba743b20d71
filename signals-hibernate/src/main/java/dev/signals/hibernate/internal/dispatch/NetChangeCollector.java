package dev.signals.hibernate.internal.dispatch;

import dev.signals.Signal;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.connect.ChangedPart.Including;
import dev.signals.hibernate.internal.connect.ChangedPart.Moment;
import dev.signals.hibernate.internal.event.ChangedEvent;
import dev.signals.hibernate.internal.event.DispatchContext;
import dev.signals.hibernate.internal.session.CollectionChange;
import dev.signals.hibernate.internal.session.LibraryWork;
import dev.signals.hibernate.internal.session.NetChange;
import dev.signals.hibernate.internal.session.NetChanges;
import dev.signals.hibernate.internal.session.Removal;
import dev.signals.hibernate.internal.session.SaveRecord;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.TransactionCallbacks;
import dev.signals.hibernate.internal.state.ElementDifference;
import dev.signals.hibernate.internal.state.ReadableState;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Collects the net changes that each transaction makes to entities with receivers, and sends them at the commit. */
final class NetChangeCollector {

    private final Signal<Changed<?>> changed;
    private final NetChangeReceivers receivers;

    NetChangeCollector(Signal<Changed<?>> changed, NetChangeReceivers receivers) {
        this.changed = changed;
        this.receivers = receivers;
    }

    boolean hasReceivers(EntityPersister persister) {
        return receivers.hasReceivers(persister);
    }

    void saved(@Nullable SharedSessionContractImplementor session, @Nullable SessionState state, SaveRecord save) {
        if (hasReceivers(save.persister()) && !save.mode().mutes(changed.name())) {
            collect(session, state, (origin, changes) -> changes.saved(origin, save));
        }
    }

    void deleted(@Nullable SharedSessionContractImplementor session, @Nullable SessionState state, Removal removal) {
        if (!hasReceivers(removal.persister())) {
            return;
        }
        if (!removal.mode().mutes(changed.name())) {
            collect(session, state, (origin, changes) -> changes.deleted(origin, removal));
        } else if (state != null) {
            // its earlier changes must not be sent as if it still existed
            state.netChanges().forget(removal.id(), removal.persister());
        }
    }

    /** Adds the change of a collection, if a receiver of its owner asks for it. */
    void collectionChanged(
            SharedSessionContractImplementor session,
            SessionState state,
            CollectionChange change,
            ElementDifference difference) {
        if (receivers.askForCollections(change.persister()) && !change.mode().mutes(changed.name())) {
            collect(
                    session,
                    state,
                    (origin, changes) ->
                            changes.changed(origin, change, difference, () -> row(session, state, change)));
        }
    }

    /** Returns what the row of the owner holds, if the session knows it, otherwise what the instance holds. */
    private static @Nullable Object[] row(
            SharedSessionContractImplementor session, SessionState state, CollectionChange change) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(change.owner());
        @Nullable Object[] row = entry == null ? null : state.leftOutValues().row(entry.getLoadedState());
        return row != null ? row : ReadableState.of(change.persister(), change.owner());
    }

    private void collect(
            @Nullable SharedSessionContractImplementor session,
            @Nullable SessionState state,
            BiConsumer<NetChange.@Nullable Origin, NetChanges> write) {
        if (session == null || state == null) {
            NetChanges changes = NetChanges.ofOneWrite();
            write.accept(null, changes);
            for (Moment moment : Moment.values()) {
                TransactionCallbacks.atUnknown(moment.phase(), new NetChangeDispatch(changes, moment));
            }
            return;
        }
        NetChanges changes = state.netChanges();
        write.accept(state.origin(), changes);
        if (receivers.areThereAny(Moment.BEFORE_COMMIT) && changes.waitForCommit()) {
            TransactionCallbacks.at(
                    session,
                    state,
                    TransactionPhase.BEFORE_COMMIT,
                    new NetChangeDispatch(changes, Moment.BEFORE_COMMIT));
        }
        if (receivers.areThereAny(Moment.LAST_WRITE) && changes.waitForLastWrite()) {
            TransactionCallbacks.last(session, state, new NetChangeDispatch(changes, Moment.LAST_WRITE));
        }
        if (changes.waitForEnd()) {
            TransactionCallbacks.at(
                    session, state, TransactionPhase.AFTER_COMMIT, new NetChangeDispatch(changes, Moment.AFTER_COMMIT));
        }
    }

    /** Sends the collected net changes when the moment has come. */
    private final class NetChangeDispatch implements LibraryWork {

        private final NetChanges changes;
        private final Moment moment;

        NetChangeDispatch(NetChanges changes, Moment moment) {
            this.changes = changes;
            this.moment = moment;
        }

        @Override
        public void run() {
            switch (moment) {
                case BEFORE_COMMIT -> {
                    List<ChangedEvent<Object>> events = events(changes.pendingBeforeCommit());
                    events.forEach(event -> changes.markSentBeforeCommit(event.net()));
                    changed.sendAll(events, ModelEvent::sender);
                }
                case LAST_WRITE -> changed.sendAll(events(changes.takeForLastWrite()), ModelEvent::sender);
                case AFTER_COMMIT -> changed.sendAllRobust(events(changes.takeAll()), ModelEvent::sender);
            }
        }

        private List<ChangedEvent<Object>> events(List<NetChange> due) {
            return due.stream()
                    .filter(this::isAsked)
                    .filter(change -> !isMuted(change))
                    .map(change -> new ChangedEvent<Object>(
                            context(change), change, moment, receivers.askForCollections(change.persister())))
                    .filter(ChangedEvent::isAnything)
                    .toList();
        }

        /** Returns whether any receiver of the moment wants to know of it, if there is anything to know. */
        private boolean isAsked(NetChange change) {
            return (change.existedBefore() || change.exists())
                    ? !change.isOfCollectionsOnly() || isAsked(Including.COLLECTIONS, change)
                    : isAsked(Including.CREATED_AND_DELETED, change);
        }

        private boolean isAsked(Including events, NetChange change) {
            return receivers.askFor(events, change.persister(), moment);
        }

        private boolean isMuted(NetChange change) {
            NetChange.Origin origin = change.origin();
            return origin != null && origin.state().modes().mutes(changed.name());
        }

        private static DispatchContext context(NetChange change) {
            NetChange.Origin origin = change.origin();
            return origin == null
                    ? DispatchContext.of(null, null)
                    : DispatchContext.of(origin.session(), origin.state(), change.mode());
        }

        @Override
        public String toString() {
            return changed.name() + " in " + moment;
        }
    }
}
