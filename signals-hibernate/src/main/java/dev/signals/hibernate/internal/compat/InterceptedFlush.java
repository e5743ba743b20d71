package dev.signals.hibernate.internal.compat;

import java.util.function.BiConsumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.internal.DefaultAutoFlushEventListener;
import org.hibernate.event.internal.DefaultFlushEventListener;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;

/**
 * Hibernate's own listeners of FLUSH and AUTO_FLUSH, which also say with what exception a flush fails. Hibernate notifies
 * nobody of an exception that does not come from the database: of a validation, a version, a null.
 */
public final class InterceptedFlush {

    private InterceptedFlush() {}

    /**
     * Puts the listeners into the places of Hibernate's own, see {@link Replacement}. Listeners of the application are left
     * where they are.
     *
     * @param failed called with the session and the exception, which is thrown on
     */
    public static void register(
            EventListenerRegistry registry, BiConsumer<SharedSessionContractImplementor, Throwable> failed) {
        new Replacement<FlushEventListener>(DefaultFlushEventListener.class, new OnFlush(failed))
                .registerIfPossible(registry, EventType.FLUSH);
        new Replacement<AutoFlushEventListener>(DefaultAutoFlushEventListener.class, new OnAutoFlush(failed))
                .registerIfPossible(registry, EventType.AUTO_FLUSH);
    }

    private static final class OnFlush extends DefaultFlushEventListener {

        private final BiConsumer<SharedSessionContractImplementor, Throwable> failed;

        OnFlush(BiConsumer<SharedSessionContractImplementor, Throwable> failed) {
            this.failed = failed;
        }

        @Override
        public void onFlush(FlushEvent event) {
            try {
                super.onFlush(event);
            } catch (RuntimeException | Error e) {
                failed.accept(event.getSession(), e);
                throw e;
            }
        }
    }

    private static final class OnAutoFlush extends DefaultAutoFlushEventListener {

        private final BiConsumer<SharedSessionContractImplementor, Throwable> failed;

        OnAutoFlush(BiConsumer<SharedSessionContractImplementor, Throwable> failed) {
            this.failed = failed;
        }

        @Override
        public void onAutoFlush(AutoFlushEvent event) {
            try {
                super.onAutoFlush(event);
            } catch (RuntimeException | Error e) {
                failed.accept(event.getSession(), e);
                throw e;
            }
        }
    }
}
