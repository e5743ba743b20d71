package dev.signals.hibernate.internal.compat;

import java.util.function.BooleanSupplier;
import org.hibernate.event.internal.DefaultFlushEntityEventListener;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;

/**
 * Hibernate's listener of each entity of a flush, with our code around the callbacks that an entity gets which will be written.
 */
public final class InterceptedFlushEntity extends DefaultFlushEntityEventListener {

    /** Our code. */
    public interface Interception {

        /**
         * Calls the callbacks and the interceptor of the application.
         *
         * @param callbacks calls them, and returns whether they have changed the entity
         * @return whether the entity has been changed
         */
        boolean call(FlushEntityEvent event, BooleanSupplier callbacks);
    }

    private final Interception interception;

    private InterceptedFlushEntity(Interception interception) {
        this.interception = interception;
    }

    /** Puts the listener into the place of Hibernate's own, see {@link Replacement}. */
    public static void register(EventListenerRegistry registry, Interception interception) {
        new Replacement<FlushEntityEventListener>(
                        DefaultFlushEntityEventListener.class, new InterceptedFlushEntity(interception))
                .register(registry, EventType.FLUSH_ENTITY, "entities that change during a flush");
    }

    @Override
    protected boolean invokeInterceptor(FlushEntityEvent event) {
        return interception.call(event, () -> super.invokeInterceptor(event));
    }
}
