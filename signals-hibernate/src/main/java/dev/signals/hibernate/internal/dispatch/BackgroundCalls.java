package dev.signals.hibernate.internal.dispatch;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.ReceiverExecutor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;

/** Waits for the receivers in other threads when their session factory is closed. */
final class BackgroundCalls implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    /** All that have been used, also by receivers that are disconnected by now. */
    private final transient Set<ReceiverExecutor> executors = ConcurrentHashMap.newKeySet();

    void connected(Connection connection) {
        ModelSignals.executorOf(connection).ifPresent(executors::add);
    }

    @Override
    public void sessionFactoryClosing(SessionFactory factory) {
        executors.forEach(ReceiverExecutor::awaitCalls);
    }
}
