package dev.signals.cdi;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Options;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.connect.Connector;
import dev.signals.hibernate.signal.ModelSignal;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.util.ArrayList;
import java.util.List;

/**
 * An observer method of events that signals send.
 *
 * @param method the container's way to the method
 * @param name its class and name
 * @param event the interface of the event
 * @param senders the entity classes and names of entities; empty for any
 * @param subtypes true if subclasses are included
 */
record SignalObserver(
        ObserverMethod<? super TransactionEvent> method,
        String name,
        Class<?> event,
        List<Object> senders,
        boolean subtypes) {

    /**
     * Connects the observer to its signals in one session factory, as far as the factory has the entities. If it has none of
     * them, nothing is connected.
     *
     * @param connections gets the connections
     */
    void connect(FactorySignals signals, BeanManager beanManager, List<Connection> connections) {
        List<Object> present =
                senders.stream().filter(((FactoryAccess) signals)::concerns).toList();
        if (present.isEmpty() && !senders.isEmpty()) {
            return;
        }
        ObserverReceiver receiver = new ObserverReceiver(this, beanManager);
        for (ModelSignal<?> signal : sentBy(signals)) {
            if (senders.isEmpty()) {
                connections.add(connector(signal).connect(receiver, options(signals)));
            }
            for (Object sender : present) {
                connections.add(
                        sender instanceof Class<?> type
                                ? connector(signal).connect(type, receiver, options(signals))
                                : connector(signal).connect((String) sender, receiver, options(signals)));
            }
        }
    }

    private List<ModelSignal<?>> sentBy(FactorySignals signals) {
        try {
            return ObservedSignals.of(signals, event);
        } catch (IllegalStateException e) { // bulk statements are not watched
            throw new IllegalStateException("cannot connect observer method " + name + ": " + e.getMessage(), e);
        }
    }

    private static Connector connector(ModelSignal<?> signal) {
        return new Connector(signal.signal());
    }

    private Option<?>[] options(FactorySignals signals) {
        List<Option<?>> options = new ArrayList<>();
        int order = method.getPriority() - ObserverMethod.DEFAULT_PRIORITY;
        if (order != 0) {
            options.add(Options.order(order));
        }
        if (subtypes) {
            options.add(Options.includingSubtypes());
        }
        if (method.isAsync()) {
            options.add(ModelSignals.afterCommit(signals.executor()));
        } else {
            switch (method.getTransactionPhase()) {
                case IN_PROGRESS -> {}
                case BEFORE_COMPLETION -> options.add(ModelSignals.beforeCommit());
                case AFTER_SUCCESS -> options.add(ModelSignals.afterCommit());
                case AFTER_FAILURE -> options.add(ModelSignals.afterRollback());
                case AFTER_COMPLETION -> options.add(ModelSignals.afterCompletion());
            }
        }
        return options.toArray(Option[]::new);
    }
}
