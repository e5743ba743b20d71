package dev.signals.cdi;

import dev.signals.DescribedReceiver;
import dev.signals.hibernate.event.TransactionEvent;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The receiver that calls an observer method. It calls the method itself rather than firing an event to the container, so that
 * the library keeps order and phase, which the container would know in JTA transactions only.
 */
final class ObserverReceiver implements DescribedReceiver<TransactionEvent> {

    private final SignalObserver observer;
    private final BeanManager beanManager;
    private final EventMetadata metadata;

    ObserverReceiver(SignalObserver observer, BeanManager beanManager) {
        this.observer = observer;
        this.beanManager = beanManager;
        this.metadata = new Metadata(observer.method());
    }

    @Override
    public void receive(TransactionEvent event) {
        if (observer.method().isAsync()) {
            inRequest(event);
        } else {
            call(event);
        }
    }

    /** Observers that an extension adds or replaces have no other method than this one. */
    private void call(TransactionEvent event) {
        observer.method().notify(new Context<>(event, metadata));
    }

    /** Calls the method in a request context, which CDI promises to asynchronous observers. */
    private void inRequest(TransactionEvent event) {
        RequestContextController request = beanManager
                .createInstance()
                .select(RequestContextController.class)
                .get();
        boolean activated = request.activate();
        try {
            call(event);
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

    private record Context<T>(T event, EventMetadata metadata) implements EventContext<T> {

        @Override
        public T getEvent() {
            return event;
        }

        @Override
        public EventMetadata getMetadata() {
            return metadata;
        }
    }

    /** What is known of an event that nobody has fired: what the observer asks for. */
    private record Metadata(ObserverMethod<?> method) implements EventMetadata {

        @Override
        public Set<Annotation> getQualifiers() {
            return method.getObservedQualifiers();
        }

        @Override
        public @Nullable InjectionPoint getInjectionPoint() {
            return null;
        }

        @Override
        public Type getType() {
            return method.getObservedType();
        }
    }
}
