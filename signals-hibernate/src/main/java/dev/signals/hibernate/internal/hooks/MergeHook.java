package dev.signals.hibernate.internal.hooks;

import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;

/** Around {@code merge}: notes the session for {@link CallbackHook}, which announces what the merge makes new. */
final class MergeHook {

    private MergeHook() {}

    record Before(SessionStates states, NotedSession noted) implements MergeEventListener {

        @Override
        public void onMerge(MergeEvent event) {
            states.afterEnd().refuse(event.getSession(), "merge", event.getOriginal());
            SessionState state = states.find(event.getSession());
            if (state != null) {
                state.beginOperation(event.getSession());
            }
            noted.begin(event.getSession(), event, true);
        }

        @Override
        public void onMerge(MergeEvent event, MergeContext copiedAlready) {}
    }

    record After(SessionStates states, NotedSession noted) implements MergeEventListener {

        @Override
        public void onMerge(MergeEvent event) {
            noted.end(event);
            SessionState state = states.find(event.getSession());
            if (state != null) {
                state.operationEnded(event);
            }
        }

        @Override
        public void onMerge(MergeEvent event, MergeContext copiedAlready) {}
    }
}
