package dev.signals.cdi;

import dev.signals.Connection;
import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalMap;
import dev.signals.hibernate.internal.access.BeanConnections;
import dev.signals.hibernate.internal.access.FactoryAccess;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What is connected of a container in one session factory. */
final class FactoryConnections implements FactoryAccess.Ending {

    private final FactorySignals signals;
    private final FactoryAccess access;
    private final Consumer<FactoryConnections> ended;
    private final List<Scope> connected = new ArrayList<>();

    /**
     * @param ended called when the session factory is closed
     */
    FactoryConnections(FactorySignals signals, Consumer<FactoryConnections> ended) {
        this.signals = signals;
        this.access = (FactoryAccess) signals;
        this.ended = ended;
    }

    /** Connects observer methods, as far as the session factory has their entities. */
    void connectObservers(List<SignalObserver> observers, BeanManager beanManager) {
        List<Connection> connections = new ArrayList<>();
        try {
            observers.forEach(observer -> observer.connect(signals, beanManager, connections));
        } finally {
            connections.forEach(connection -> connected.add(connection::close));
        }
    }

    /**
     * Connects beans to a session factory that was built before they were known. Beans whose methods are called already, because
     * an entity or a setting names their class, are left out.
     */
    void connectBeans(List<ReceiverBean> beans) {
        Set<String> called =
                signals.describe().rows().stream().map(SignalMap.Row::receiver).collect(Collectors.toSet());
        beans.stream()
                .filter(bean -> bean.methodNames().noneMatch(called::contains))
                .forEach(bean -> connected.add(access.connect(bean.receivers(), bean)));
    }

    /** Takes over the connections of the beans that the session factory was given as a setting. */
    void keepBeans() {
        connected.add(BeanConnections.of(access));
    }

    /** Disconnects everything, because the container ends. */
    void close() {
        connected.forEach(Scope::close);
        connected.clear();
    }

    @Override
    public void end() {
        ended.accept(this);
    }
}
