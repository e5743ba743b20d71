package dev.signals.hibernate.internal.dispatch;

import dev.signals.Connection;
import dev.signals.Signal;
import dev.signals.hibernate.Changed;
import dev.signals.hibernate.ChangedPart;
import dev.signals.hibernate.ModelEvent;
import dev.signals.hibernate.TransactionPhase;
import dev.signals.hibernate.internal.session.NetChange;
import dev.signals.hibernate.internal.session.NetChanges;
import dev.signals.hibernate.internal.session.Removal;
import dev.signals.hibernate.internal.session.SaveFact;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.TransactionWork;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Gathers what each transaction does to the entities that somebody listens to, and sends it when the commit has come. */
final class ChangeSets {

    private final Signal<Changed<?>> changed;

    ChangeSets(Signal<Changed<?>> changed) {
        this.changed = changed;
    }

    boolean wants(EntityPersister persister) {
        return changed.hasReceivers(persister.getMappedClass());
    }

    void saved(@Nullable SharedSessionContractImplementor session, @Nullable SessionState state, SaveFact save) {
        if (wants(save.persister())) {
            note(session, state, changes -> changes.saved(save));
        }
    }

    void deleted(@Nullable SharedSessionContractImplementor session, @Nullable SessionState state, Removal removal) {
        if (wants(removal.persister())) {
            note(session, state, changes -> changes.deleted(removal));
        }
    }

    private void note(
            @Nullable SharedSessionContractImplementor session,
            @Nullable SessionState state,
            Consumer<NetChanges> write) {
        if (session == null || state == null) {
            NetChanges changes = NetChanges.ofOneWrite();
            write.accept(changes);
            TransactionWork.atUnknown(
                    TransactionPhase.BEFORE_COMMIT, new Telling(null, null, changes, TransactionPhase.BEFORE_COMMIT));
            TransactionWork.atUnknown(
                    TransactionPhase.AFTER_COMMIT, new Telling(null, null, changes, TransactionPhase.AFTER_COMMIT));
            return;
        }
        NetChanges changes = state.netChanges();
        write.accept(changes);
        if (isAnybodyBeforeCommit() && changes.waitForCommit()) {
            tellAt(TransactionPhase.BEFORE_COMMIT, session, state, changes);
        }
        if (changes.waitForEnd()) {
            tellAt(TransactionPhase.AFTER_COMMIT, session, state, changes);
        }
    }

    private boolean isAnybodyBeforeCommit() {
        return changed.connections().stream()
                .map(Connection::part)
                .flatMap(part -> part.stream())
                .anyMatch(part -> part instanceof ChangedPart phase && phase.phase() == TransactionPhase.BEFORE_COMMIT);
    }

    private void tellAt(
            TransactionPhase phase, SharedSessionContractImplementor session, SessionState state, NetChanges changes) {
        TransactionWork.at(session, state, phase, new Telling(session, state, changes, phase));
    }

    /** Sends what has been gathered, when the phase has come. */
    private final class Telling implements Runnable {

        private final @Nullable SharedSessionContractImplementor session;
        private final @Nullable SessionState state;
        private final NetChanges changes;
        private final TransactionPhase phase;

        Telling(
                @Nullable SharedSessionContractImplementor session,
                @Nullable SessionState state,
                NetChanges changes,
                TransactionPhase phase) {
            this.session = session;
            this.state = state;
            this.changes = changes;
            this.phase = phase;
        }

        @Override
        public void run() {
            List<NetChange> due =
                    phase == TransactionPhase.BEFORE_COMMIT ? changes.takeBeforeCommit() : changes.takeAll();
            Moment moment = Moment.of(session, state);
            List<ChangedEvent<Object>> events = due.stream()
                    .filter(change -> change.existedBefore() || change.exists())
                    .map(change -> new ChangedEvent<Object>(moment, change, phase))
                    .filter(ChangedEvent::isAnything)
                    .toList();
            changed.sendAll(events, ModelEvent::sender);
        }

        @Override
        public String toString() {
            return changed.name() + " in " + phase;
        }
    }
}
