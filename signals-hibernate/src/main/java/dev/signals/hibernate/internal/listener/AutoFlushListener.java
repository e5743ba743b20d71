package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.walk.FlushForecast;
import org.hibernate.FlushMode;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;

/**
 * The listeners around the flush before a query. Hibernate computes this flush, and throws it away if it writes no table of
 * the query.
 */
final class AutoFlushListener {

    private AutoFlushListener() {}

    static final class Before implements AutoFlushEventListener {

        private final BeforeFlush before;
        private final FlushCycle cycle;

        Before(BeforeFlush before, FlushCycle cycle) {
            this.before = before;
            this.cycle = cycle;
        }

        @Override
        public void onAutoFlush(AutoFlushEvent event) {
            EventSource session = event.getSession();
            boolean writes = FlushForecast.isFlushPossible(session, event.getQuerySpaces())
                    && before.announceForQuery(session, event.getQuerySpaces(), !event.isSkipPreFlush());
            cycle.flushBegins(session, event, EventType.AUTO_FLUSH, writes);
        }

        /**
         * Announces before early cascades. Hibernate 7.0 and 7.1 call it before the parameters of a query are bound; later
         * versions have PRE_FLUSH.
         */
        public void onAutoPreFlush(EventSource session) {
            FlushMode mode = session.getHibernateFlushMode();
            if (mode == FlushMode.AUTO || mode == FlushMode.ALWAYS) {
                before.announceReached(session);
            }
        }
    }

    record After(FlushCycle cycle) implements AutoFlushEventListener {

        @Override
        public void onAutoFlush(AutoFlushEvent event) {
            cycle.flushEnded(event.getSession(), event, event.isFlushRequired());
        }
    }
}
