package dev.signals.hibernate.internal.timeline;

import dev.signals.hibernate.internal.compat.InterceptedFlush;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;

/** The flushes of one session factory that fail, for those who ask. Used by several threads. */
final class FlushFailures {

    private final EventListenerRegistry registry;
    private final IdentityHashMap<Object, BiConsumer<SharedSessionContractImplementor, Throwable>> observers =
            new IdentityHashMap<>();
    private boolean registered;

    FlushFailures(EventListenerRegistry registry) {
        this.registry = registry;
    }

    /**
     * Notifies an observer from now on. Listeners are replaced for the first one only, so that nothing is changed for
     * applications without a panel.
     *
     * @param owner by whom it is forgotten
     */
    synchronized void observe(Object owner, BiConsumer<SharedSessionContractImplementor, Throwable> observer) {
        observers.put(owner, observer);
        if (!registered) {
            registered = true;
            InterceptedFlush.register(registry, this::failed);
        }
    }

    synchronized void forget(Object owner) {
        observers.remove(owner);
    }

    private void failed(SharedSessionContractImplementor session, Throwable failure) {
        present().forEach(observer -> observer.accept(session, failure));
    }

    private synchronized List<BiConsumer<SharedSessionContractImplementor, Throwable>> present() {
        return List.copyOf(observers.values());
    }
}
