package dev.signals.hibernate.internal.access;

import dev.signals.Scope;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** A watch over the sessions of a session factory, for a module that shows what happens in them. */
public interface SessionWatch extends Scope {

    /**
     * Returns whether the watch sees sessions at their first operation, and the text of statements: whether {@link
     * dev.signals.hibernate.SignalSettings#TIMELINE} is set.
     */
    boolean seesStatements();

    /** Returns the text of the statement that is being prepared in this thread; {@code statement} if it is unknown. */
    String lastStatement();

    /**
     * Notifies {@code observer} of the end of each transaction of the session, and whether it was committed, before what
     * waits for that end is done. Call it in the thread of the session.
     */
    void observeCompletion(SharedSessionContractImplementor session, Consumer<Boolean> observer);

    /**
     * Notifies {@code observer} of each flush that fails, with its session and the exception, in the thread of the session
     * and before the exception goes on. It must not throw.
     */
    void observeFlushFailures(BiConsumer<SharedSessionContractImplementor, Throwable> observer);

    /**
     * Returns the session in which an event has happened, also when its receivers must not use the session any more.
     *
     * @param event an event, or a list of events
     * @return null if the event has no session, or if it is unknown
     */
    @Nullable
    SharedSessionContractImplementor sessionOf(Object event);
}
