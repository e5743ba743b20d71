package dev.signals.cdi;

import dev.signals.DescribedReceiver;
import dev.signals.hibernate.event.TransactionEvent;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.BeanManager;

/**
 * The receiver that calls an observer method. It calls the method itself rather than firing an event to the container, so that
 * the library keeps order and phase, which the container would know in JTA transactions only.
 */
final class ObserverReceiver implements DescribedReceiver<TransactionEvent> {

    private final SignalObserver observer;
    private final BeanManager beanManager;

    ObserverReceiver(SignalObserver observer, BeanManager beanManager) {
        this.observer = observer;
        this.beanManager = beanManager;
    }

    @Override
    public void receive(TransactionEvent event) {
        if (observer.method().isAsync()) {
            inRequest(event);
        } else {
            observer.method().notify(event);
        }
    }

    /** Calls the method in a request context, which CDI promises to asynchronous observers. */
    private void inRequest(TransactionEvent event) {
        RequestContextController request = beanManager
                .createInstance()
                .select(RequestContextController.class)
                .get();
        boolean activated = request.activate();
        try {
            observer.method().notify(event);
        } finally {
            if (activated) {
                request.deactivate();
            }
        }
    }

    @Override
    public String description() {
        return observer.name();
    }
}
