package dev.signals.hibernate.internal.listener;

import dev.signals.Scope;
import dev.signals.hibernate.internal.compat.InterceptedMerge;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.event.PendingSave;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.DirtyWalk;
import dev.signals.hibernate.internal.walk.InspectionGuard;
import java.util.function.Supplier;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Announces each new entity of a merge before it is saved. */
final class MergedEntities implements InterceptedMerge.Interception {

    private static final String PURPOSE = "merged entities";

    private final SessionStates states;
    private final EventDispatcher dispatcher;
    private final OperationStack operations;
    private final InspectionGuard guard;

    MergedEntities(SessionStates states, EventDispatcher dispatcher, OperationStack operations, InspectionGuard guard) {
        this.states = states;
        this.dispatcher = dispatcher;
        this.operations = operations;
        this.guard = guard;
    }

    @Override
    public @Nullable Object save(
            EventSource session, EntityPersister persister, Object copy, Supplier<@Nullable Object> saving) {
        OperationStack.Operation around = operations.current();
        try {
            if (dispatcher.hasPreSaveReceivers(persister)) {
                announce(session, persister, copy);
            }
            return saving.get();
        } finally {
            operations.goBackTo(around); // merges and flushes of a receiver or of a callback may have failed
        }
    }

    private void announce(EventSource session, EntityPersister persister, Object copy) {
        SessionState state = states.of(session);
        if (state.preSaveTracker().addNew(copy)) {
            OperationStack.Operation around = operations.current();
            HiddenId id = new HiddenId(session, persister, copy);
            look(persister, id::hide);
            Scope saving = state.preSaveTracker().saving(copy);
            try {
                Object operation = operations.operation();
                InverseSideSnapshot inverseSide = new InverseSideSnapshot(session);
                look(persister, () -> inverseSide.take(persister, copy));
                dispatcher.preSave(session, state, PendingSave.ofNew(persister, copy, id.value()));
                state.preSaveTracker().finished(copy);
                look(persister, () -> DirtyWalk.rememberReferences(session, state, persister, copy));
                if (operation != null) { // else the merge was begun past the listeners
                    look(persister, () -> state.runAfter(operation, inverseSide.additions()));
                }
            } finally {
                saving.close();
                id.restore();
                operations.goBackTo(around);
            }
        }
    }

    private void look(EntityPersister persister, Runnable look) {
        guard.at(PURPOSE, persister.getEntityName(), look);
    }
}
