package dev.signals.hibernate.internal.access;

import dev.signals.Delivery;
import dev.signals.Scope;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.TransactionPhase;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEventListener;
import org.jspecify.annotations.Nullable;

/**
 * The part of the library that belongs to one session factory, as the static methods of the public packages use it.
 */
public interface FactoryAccess {

    /**
     * Returns the part of the library that belongs to a session factory; empty if there is none. The FLUSH listener
     * holds it, the one object of the library that a factory keeps.
     */
    static Optional<FactoryAccess> find(EntityManagerFactory factory) {
        for (FlushEventListener listener : listeners(implementor(factory))) {
            if (listener instanceof Supplier<?> holder && holder.get() instanceof FactoryAccess access) {
                return Optional.of(access);
            }
        }
        return Optional.empty();
    }

    /** Returns the session factory itself. Its cache provides it, because a proxy of Weld would return the proxy. */
    static SessionFactoryImplementor implementor(EntityManagerFactory factory) {
        return factory.unwrap(CacheImplementor.class).getSessionFactory();
    }

    @SuppressWarnings("deprecation") // the replacement fires events; there is no other access to the listeners
    private static Iterable<FlushEventListener> listeners(SessionFactoryImplementor factory) {
        return factory.getEventListenerRegistry()
                .getEventListenerGroup(EventType.FLUSH)
                .listeners();
    }

    /** Runs work behind a savepoint, see {@link dev.signals.hibernate.Savepoints#call}. */
    <R extends @Nullable Object> R inSavepoint(Session session, Supplier<R> work);

    /** Begins an update of the row of an instance, see {@link dev.signals.hibernate.QuietUpdate}. */
    QuietWrite quietUpdate(SharedSessionContract session, Object instance);

    /**
     * Begins an update by identifier or by condition, see {@link dev.signals.hibernate.QuietUpdate}.
     *
     * @param id the identifier; null for a condition
     */
    QuietWrite quietUpdate(SharedSessionContract session, Class<?> type, @Nullable Object id);

    /**
     * Begins a deletion by query, see {@link dev.signals.hibernate.SignalDelete}.
     *
     * @param origin the deletion as the events name it
     */
    DeleteWrite delete(SharedSessionContract session, Class<?> type, Object origin);

    /** Runs work in a phase of the session's transaction, see {@link dev.signals.hibernate.TransactionHooks#at}. */
    void at(SharedSessionContract session, TransactionPhase phase, Runnable work);

    /** Returns the session in which an event has happened; null if it is not known. */
    @Nullable
    SharedSessionContractImplementor session(ModelEvent<?> event);

    /**
     * Writes something as the last thing of the transaction of an event.
     *
     * @throws IllegalStateException if the session of the event is not known
     */
    void writeLast(ModelEvent<?> event, LastWrite write);

    /** Writes something as the last thing of the session's transaction, or at once if there is none. */
    void writeLast(SharedSessionContract session, LastWrite write);

    /**
     * Returns the part of another module that belongs to the session factory. If it is {@link Ending}, it ends with the factory.
     *
     * @param make makes it when it is first asked for
     */
    <T> T extension(Class<T> type, Supplier<T> make);

    /** A part that ends with its session factory. */
    interface Ending {

        /** Called when the factory begins to close. */
        void end();
    }

    /**
     * Gives a new session the reason and the values of an event, which has caused what the session is about to do.
     *
     * @param reason null if the event has none
     */
    void continueContext(SharedSessionContract session, @Nullable String reason, Map<String, Object> values);

    /** Returns the session factory, which is not complete yet while its receivers are connected. */
    SessionFactoryImplementor sessionFactory();

    /**
     * Returns whether a receiver may be about an entity of the session factory.
     *
     * @param sender the name of an entity; or a class, of an entity or of what entities extend or implement
     */
    boolean concerns(Object sender);

    /**
     * Connects those receiver methods of a class that may be about entities of the session factory.
     *
     * @param instance returns the object to call, when the first method is called
     * @return closes the connections
     */
    Scope connect(Class<?> receivers, Supplier<?> instance);

    /**
     * Prepares a call that this thread has caused and another thread is going to make. The call fails with a {@link
     * dev.signals.hibernate.SignalLoopException} if too many such calls have caused each other.
     */
    Delivery.Call inOtherThread(Delivery.Call call);

    /** Returns what has caused what this thread is doing, for a call that is kept until another thread makes it. */
    CallChain chain();

    /**
     * Returns a call that was kept, so that it carries on what has caused it.
     *
     * @throws dev.signals.hibernate.SignalLoopException if too many such calls have caused each other
     */
    Delivery.Call after(CallChain chain, Delivery.Call call);

    /**
     * Watches all sessions until the watch is closed.
     *
     * @param watcher called with the session of each operation, in its thread, so that its sessions are seen from their
     *     first operation on; never without the setting {@link dev.signals.hibernate.SignalSettings#TIMELINE}
     */
    SessionWatch watchSessions(Consumer<SharedSessionContractImplementor> watcher);
}
