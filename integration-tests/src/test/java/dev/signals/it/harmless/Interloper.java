package dev.signals.it.harmless;

import java.util.Iterator;
import org.hibernate.Interceptor;
import org.hibernate.SessionEventListener;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;

/** Something that runs between the inspection before a flush and Hibernate's own comparison, in one of several ways. */
final class Interloper implements Interceptor {

    Runnable change = () -> {};

    @Override
    public void preFlush(Iterator<Object> entities) {
        change.run();
    }

    record OnFlush(Interloper between) implements FlushEventListener {
        @Override
        public void onFlush(FlushEvent event) {
            between.change.run();
        }
    }

    record OnEntity(Interloper between) implements FlushEntityEventListener {
        @Override
        public void onFlushEntity(FlushEntityEvent event) {
            between.change.run();
        }
    }

    record OnPersist(Interloper between) implements PersistEventListener {
        @Override
        public void onPersist(PersistEvent event) {
            between.change.run();
        }

        @Override
        public void onPersist(PersistEvent event, PersistContext createdAlready) {
            between.change.run();
        }
    }

    /** A listener of the events of each session. */
    @SuppressWarnings("serial") // never written
    public static final class FlushStart implements SessionEventListener {

        static final ThreadLocal<Runnable> CHANGE = ThreadLocal.withInitial(() -> () -> {});

        @Override
        public void flushStart() {
            CHANGE.get().run();
        }
    }
}
