package dev.signals.it.check;

import dev.signals.Connection;
import dev.signals.ReceiverObserver;
import dev.signals.hibernate.ModelEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * Runs before every call of a receiver of an entity signal, in every test of this module, and fails the call if Hibernate is
 * inside a flush or a cascade without the event saying so.
 */
public final class FlushAndCascadeChecker implements ReceiverObserver {

    /** Classes on the stack that mean: Hibernate is collecting or executing a flush, or walking a cascade. */
    private static final Set<String> FORBIDDEN = Set.of(
            "org.hibernate.engine.internal.Cascade",
            "org.hibernate.engine.spi.ActionQueue",
            "org.hibernate.event.internal.AbstractFlushingEventListener",
            "org.hibernate.event.internal.DefaultFlushEventListener",
            "org.hibernate.event.internal.DefaultAutoFlushEventListener",
            "org.hibernate.event.internal.DefaultPreFlushEventListener",
            "org.hibernate.event.internal.DefaultFlushEntityEventListener");

    /** The one way through the action queue that is none of a flush: callbacks around the end of a transaction. */
    private static final List<String> COMPLETION = List.of("beforeTransactionCompletion", "afterTransactionCompletion");

    @Override
    public void beforeCall(Connection connection, Object event) {
        if (event instanceof ModelEvent<?> modelEvent && !modelEvent.insideFlush() && !modelEvent.insideCascade()) {
            check(connection, modelEvent);
        }
    }

    private static void check(Connection connection, ModelEvent<?> event) {
        PersistenceContext context = ((SessionImplementor) event.session()).getPersistenceContextInternal();
        Optional<String> frame = StackWalker.getInstance()
                .walk(frames -> frames.filter(each ->
                                FORBIDDEN.contains(each.getClassName()) && !COMPLETION.contains(each.getMethodName()))
                        .findFirst()
                        .map(Object::toString));
        if (context.getCascadeLevel() > 0 || context.isFlushing() || frame.isPresent()) {
            throw new AssertionError(
                    connection + " was called for " + event + " inside a flush or cascade: cascade level "
                            + context.getCascadeLevel() + ", flushing " + context.isFlushing() + ", on the stack "
                            + frame.orElse("nothing of the kind"));
        }
    }
}
