package dev.signals.benchmarks.orm;

import dev.signals.SignalReceiver;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;

/** Makes receivers and listeners that do nothing but count, so that no variant is fast because nobody calls it. */
final class Calls
        implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener, PostLoadEventListener {

    private static final long serialVersionUID = 1;

    private long count;

    /** Returns a new object each time, as connecting one twice changes nothing. */
    SignalReceiver<Object> receiver() {
        return new SignalReceiver<>() {
            @Override
            public void receive(Object event) {
                count++;
            }
        };
    }

    boolean any() {
        return count > 0;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        count++;
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        count++;
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        count++;
    }

    @Override
    public void onPostLoad(PostLoadEvent event) {
        count++;
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
