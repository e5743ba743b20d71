package dev.signals.it.check;

import static dev.signals.it.support.TestedHibernate.isOfStatelessSession;

import dev.signals.AfterCall;
import dev.signals.Connection;
import dev.signals.ReceiverObserver;
import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostInit;
import dev.signals.hibernate.event.PreInit;
import dev.signals.hibernate.event.TransactionEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Runs before every call of a receiver of an entity or a bulk statement, in every test of this module, and fails the call if Hibernate is
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

    private static final String ANNOUNCER = "dev.signals.hibernate.internal.dispatch.EventDispatcher";

    private static final Set<String> ANNOUNCEMENTS =
            Set.of("preInit", "postInit", "preSave", "postSave", "preDelete", "postDelete");

    /** The one way through the action queue that is none of a flush: callbacks around the end of a transaction. */
    private static final List<String> COMPLETION = List.of("beforeTransactionCompletion", "afterTransactionCompletion");

    @Override
    public AfterCall beforeCall(Connection connection, Object told) {
        Object event = told instanceof List<?> batch ? batch.get(0) : told;
        if (event instanceof ModelEvent<?> modelEvent
                && !modelEvent.insideFlush()
                && !modelEvent.insideCascade()
                && !isOfStatelessSession(modelEvent)) { // which has neither
            check(connection, modelEvent, () -> (SessionImplementor) modelEvent.session());
        } else if (event instanceof BulkStatement statement) {
            check(
                    connection,
                    statement,
                    () -> statement.session() instanceof SessionImplementor session ? session : null);
        }
        return AfterCall.IGNORED;
    }

    private static void check(
            Connection connection, TransactionEvent event, Supplier<@Nullable SessionImplementor> ofEvent) {
        Optional<String> frame = isOfRefresh(event)
                ? Optional.empty()
                : StackWalker.getInstance().walk(frames -> forbidden(frames.toList()));
        String context = describeIfBusy(ofEvent);
        if (!context.isEmpty() || frame.isPresent()) {
            throw new AssertionError(connection + " was called for " + event + " inside a flush or cascade: " + context
                    + ", on the stack " + frame.orElse("nothing of the kind"));
        }
    }

    /** Loading is announced in the middle of it, wherever that is; a refresh cascades too. */
    private static boolean isOfRefresh(TransactionEvent event) {
        return (event instanceof PreInit<?> || event instanceof PostInit<?>)
                && StackWalker.getInstance()
                        .walk(frames -> frames.anyMatch(frame -> frame.getClassName()
                                .equals("org.hibernate.event.internal.DefaultRefreshEventListener")));
    }

    /** What the session is in the middle of; nothing for an event whose transaction has ended, which hands out no session. */
    private static String describeIfBusy(Supplier<@Nullable SessionImplementor> ofEvent) {
        SessionImplementor session;
        try {
            session = ofEvent.get();
        } catch (IllegalStateException over) {
            return "";
        }
        if (session == null) {
            return "";
        }
        PersistenceContext context = session.getPersistenceContextInternal();
        return context.getCascadeLevel() > 0 || context.isFlushing()
                ? "cascade level " + context.getCascadeLevel() + ", flushing " + context.isFlushing()
                : "";
    }

    /**
     * The first frame that means a flush or cascade, as far as this call goes: what lies below another call of receivers
     * belongs to that one, which may have said that it is inside, and may use another session; what lies below the flush of a
     * child session is the end of its parent's.
     */
    private static Optional<String> forbidden(List<StackWalker.StackFrame> frames) {
        boolean inThisCall = false;
        for (StackWalker.StackFrame frame : frames) {
            boolean announcer = frame.getClassName().equals(ANNOUNCER);
            boolean announces = announcer && ANNOUNCEMENTS.contains(frame.getMethodName());
            if (announces && inThisCall || frame.getMethodName().equals("propagateFlush")) {
                return Optional.empty();
            }
            inThisCall |= announces;
            if (FORBIDDEN.contains(frame.getClassName()) && !COMPLETION.contains(frame.getMethodName())) {
                return Optional.of(frame.toString());
            }
        }
        return Optional.empty();
    }
}
