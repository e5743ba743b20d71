package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;

/**
 * The listeners around {@code merge}. They record the operation for {@link MergedEntities}, which announces the
 * new entities of the merge.
 */
final class MergeListener {

    private MergeListener() {}

    record Before(SessionStates states, OperationStack operations) implements MergeEventListener {

        @Override
        public void onMerge(MergeEvent event) {
            states.afterEnd().refuse(event.getSession(), "merge", event.getOriginal());
            SessionState state = states.find(event.getSession());
            if (state != null) {
                state.beginOperation(event.getSession());
            }
            operations.begin(event.getSession(), event, true);
        }

        @Override
        public void onMerge(MergeEvent event, MergeContext copiedAlready) {}
    }

    record After(SessionStates states, OperationStack operations) implements MergeEventListener {

        @Override
        public void onMerge(MergeEvent event) {
            operations.end(event);
            SessionState state = states.find(event.getSession());
            if (state != null) {
                state.operationEnded(event);
            }
        }

        @Override
        public void onMerge(MergeEvent event, MergeContext copiedAlready) {}
    }
}
