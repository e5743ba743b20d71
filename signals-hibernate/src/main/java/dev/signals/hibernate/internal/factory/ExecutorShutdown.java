package dev.signals.hibernate.internal.factory;

import dev.signals.Connection;
import dev.signals.hibernate.internal.connect.CallQueue;
import dev.signals.hibernate.internal.connect.ExecutorDelivery;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;

/** An observer that waits for receivers in other threads when their session factory is closed. */
final class ExecutorShutdown implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    /** All queues that have been used, including queues of receivers that are disconnected by now. */
    private final transient Set<CallQueue> queues = ConcurrentHashMap.newKeySet();

    void connected(Connection connection) {
        if (connection.delivery().orElse(null) instanceof ExecutorDelivery delivery) {
            queues.add(delivery.queue());
        }
    }

    /** Waits for the calls of all queues. */
    void await() {
        queues.forEach(CallQueue::await);
    }

    @Override
    public void sessionFactoryClosing(SessionFactory factory) {
        await();
    }
}
