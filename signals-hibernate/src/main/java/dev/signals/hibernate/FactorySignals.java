package dev.signals.hibernate;

import dev.signals.ReceiverExceptionHandler;
import dev.signals.ReceiverObserver;
import dev.signals.Scope;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PendingChanges;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.signal.BulkSignal;
import dev.signals.hibernate.signal.ChangedSignal;
import dev.signals.hibernate.signal.CollectionChangedSignal;
import dev.signals.hibernate.signal.M2mChangedSignal;
import dev.signals.hibernate.signal.ModelSignal;
import dev.signals.hibernate.signal.PostDeleteSignal;
import dev.signals.hibernate.signal.PostInitSignal;
import dev.signals.hibernate.signal.PostSaveSignal;
import dev.signals.hibernate.signal.PreDeleteSignal;
import dev.signals.hibernate.signal.PreInitSignal;
import dev.signals.hibernate.signal.PreSaveSignal;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/**
 * The signals of one session factory, and what you can do with its receivers: register, describe, observe and mute
 * them. You get it from {@link ModelSignals#of}.
 *
 * <p>May be used from any thread, except that a session belongs to its thread.
 */
public interface FactorySignals {

    /** Returns {@link ModelSignals#PRE_INIT} for this session factory. */
    PreInitSignal preInit();

    /** Returns {@link ModelSignals#POST_INIT} for this session factory. */
    PostInitSignal postInit();

    /** Returns {@link ModelSignals#PRE_SAVE} for this session factory. */
    PreSaveSignal preSave();

    /** Returns {@link ModelSignals#POST_SAVE} for this session factory. */
    PostSaveSignal postSave();

    /** Returns {@link ModelSignals#PRE_DELETE} for this session factory. */
    PreDeleteSignal preDelete();

    /** Returns {@link ModelSignals#POST_DELETE} for this session factory. */
    PostDeleteSignal postDelete();

    /** Returns {@link ModelSignals#M2M_CHANGED} for this session factory. */
    M2mChangedSignal m2mChanged();

    /** Returns {@link ModelSignals#COLLECTION_CHANGED} for this session factory. */
    CollectionChangedSignal collectionChanged();

    /** Returns {@link ModelSignals#CHANGED} for this session factory. */
    ChangedSignal changed();

    /**
     * Returns {@link ModelSignals#BULK_UPDATED} for this session factory.
     *
     * @throws IllegalStateException if {@link SignalSettings#BULK} is not set
     */
    BulkSignal bulkUpdated();

    /**
     * Returns {@link ModelSignals#BULK_DELETED} for this session factory.
     *
     * @throws IllegalStateException if {@link SignalSettings#BULK} is not set
     */
    BulkSignal bulkDeleted();

    /**
     * Constructs an entity of this session factory, and sends {@link ModelSignals#PRE_INIT} before and {@link
     * ModelSignals#POST_INIT} after it, to receivers of this factory and of the process; otherwise as {@link
     * ModelSignals#construct}.
     *
     * @param type the class whose constructor is called
     * @param constructor calls the constructor
     * @return the new instance
     * @throws IllegalArgumentException if the class is no entity of this factory, or if the instance is null or of
     *     another class
     */
    <T> T construct(Class<T> type, Supplier<? extends T> constructor);

    /**
     * Connects the {@linkplain Receiver receiver methods} of an object, in the order of their names. Registering the
     * same object again does nothing.
     *
     * @return the handle to disconnect them with; the first registration if there is one
     * @throws IllegalArgumentException if the object has no receiver method, if a method cannot be a receiver, or if
     *     its connection is refused. Then no method is connected.
     */
    Registration register(Object receivers);

    /**
     * Connects the {@linkplain Receiver receiver methods} of a class. The instance is asked for when the first method
     * is called that is not static.
     *
     * @param instance returns the object to call; it is not asked again once it has returned one
     * @throws IllegalArgumentException as {@link #register(Object)}
     */
    <T> Registration register(Class<T> receivers, Supplier<? extends T> instance);

    /**
     * Disconnects the receiver methods of an object.
     *
     * @return true if the object was registered
     */
    boolean unregister(Object receivers);

    /**
     * Notifies {@code observer} of each call of a receiver with an event of this factory, from now on.
     *
     * @return the scope that ends the observation when it is closed
     */
    Scope observe(ReceiverObserver observer);

    /**
     * Returns the executor that calls the {@linkplain Receiver#async asynchronous} receivers of this factory, see
     * {@link SignalSettings#EXECUTOR}.
     */
    ReceiverExecutor executor();

    /**
     * Waits until the calls in other threads have been made that receivers of this factory are waiting for, whichever their
     * executors, as the end of the factory does: see {@link ReceiverExecutor#awaitCalls}. For what must end while there is still
     * everything that receivers use.
     */
    void awaitCalls();

    /** Returns a map of the receivers that are connected at this moment: a table, a diagram, and JSON. */
    SignalMap describe();

    /**
     * Begins a timeline of all sessions of this factory that work with entities or flush from now on.
     *
     * @throws IllegalStateException if {@link SignalSettings#TIMELINE} is not set
     */
    SignalTimeline timeline();

    /** Begins a timeline of one session. */
    SignalTimeline timeline(SharedSessionContract session);

    /**
     * Returns the last calls of receivers that took at least as long as {@link SignalSettings#SLOW} says, 50 at most, in the
     * order in which they ended; none if that is not set.
     */
    List<SlowCall> slowCalls();

    /**
     * Returns what the next flush of a session would write for an instance, as it is now: for forms, and to ask outside
     * of events what has been set. It flushes, loads and initializes nothing, sends no signal, and does not include what
     * receivers of PRE_SAVE and JPA callbacks are going to set. An {@code Interceptor} and a {@code
     * CustomEntityDirtinessStrategy} are asked as the flush asks them.
     *
     * @param instance an entity or a proxy; it need not be managed, see {@link PendingChanges#status}
     * @throws IllegalArgumentException if it is no entity
     * @throws IllegalStateException if the session is closed
     */
    PendingChanges changes(SharedSessionContract session, Object instance);

    /**
     * Notifies {@code handler} of each failure that reaches no caller: of receivers that are called after the
     * transaction has ended, in any thread, and of receivers that are {@linkplain dev.signals.ErrorPolicy#ISOLATE
     * isolated}. The failure has been logged before. Failures of {@link TransactionHooks} are only logged.
     */
    void onFailure(ReceiverExceptionHandler handler);

    /**
     * Calls now, for a test, what waits for a commit of the transactions that are open in this thread. The transactions
     * stay open, so the test can roll them back. {@code SignalRecorder.runAfterCommit()} of module {@code signals-test} is
     * the convenient way to call it. Mirrors Django's {@code captureOnCommitCallbacks(execute=True)}.
     *
     * <p>For each transaction, in the order in which its session was first seen: its sessions are flushed; receivers and
     * callbacks are called that wait for the beginning of the commit, then those after the commit, then those after the
     * completion. What they add to the transaction follows in the same manner. Receivers after a rollback wait for the real
     * end. What was called is not called again, even if the transaction is committed in the end.
     *
     * <p>Receivers find the transaction ended, as after a commit. Receivers with an executor are called in this thread.
     * {@code event.inNewTransaction} gets a new session, but shares the transaction of the test.
     *
     * @param failures gets each failure of a receiver or callback after the commit, which has been logged and stops no other
     *     receiver
     * @return the number of transactions
     * @throws IllegalStateException if a transaction is marked for rollback, or receivers are being called
     */
    int runAfterCommit(Consumer<? super Throwable> failures);

    /**
     * Keeps signals of this session factory from reaching any receiver until the scope is closed, in all threads. What
     * is written in that time is not announced later either. Calls that already wait for the end of a transaction are
     * made. Mutes nest. For tests and for maintenance; {@link ModelSignal#mute} mutes the whole process. Mirrors {@code
     * mute_signals} of Factory Boy.
     *
     * @param signals the signals to mute, of this factory or of the process; none stands for all, including those about
     *     bulk statements
     */
    Scope mute(ModelSignal<?>... signals);

    /**
     * Keeps signals about entities of a class, and of its subclasses, from reaching any receiver until the scope is
     * closed. Otherwise as {@link #mute(ModelSignal...)}.
     *
     * @param signals the signals to mute, of this factory or of the process; none stands for all, including those about
     *     bulk statements
     */
    Scope mute(Class<?> entityClass, ModelSignal<?>... signals);

    /**
     * Keeps receivers with this {@linkplain dev.signals.Options#uid uid} from being called with events of this session
     * factory until the scope is closed, whichever their signal and sender, also if they are connected later. Otherwise
     * as {@link #mute(ModelSignal...)}. {@link dev.signals.Connection#mute} mutes a single connection, in all session
     * factories that it reaches.
     */
    Scope muteReceivers(String uid);

    /**
     * Keeps signals of one session from reaching any receiver until the scope is closed. Use it in the thread of the
     * session. What the session has persisted, changed or removed but not flushed when the scope is closed is announced
     * by the next flush; flush before closing to keep it silent.
     *
     * @param signals the signals to mute; none stands for all
     */
    Scope mute(SharedSessionContract session, ModelSignal<?>... signals);

    /**
     * Runs work without sending signals, for imports and maintenance. The session is flushed before, so that pending
     * changes are announced, and after, so that the changes of the work are written silently. It is not flushed in
     * flush mode MANUAL, nor after an exception of the work.
     *
     * @return the result of the work
     */
    <R extends @Nullable Object> R withoutSignals(SharedSessionContract session, Supplier<R> work);

    /** Runs work without sending signals, as {@link #withoutSignals(SharedSessionContract, Supplier)} does. */
    default void withoutSignals(SharedSessionContract session, Runnable work) {
        Objects.requireNonNull(work, "work");
        withoutSignals(session, () -> {
            work.run();
            return null;
        });
    }

    /**
     * Runs work whose events have {@link ModelEvent#raw}, which asks receivers to leave other rows alone: for fixtures,
     * whose rows are all given. Flushes as {@link #withoutSignals(SharedSessionContract, Supplier)} does. Mirrors
     * Django's {@code loaddata}.
     *
     * @return the result of the work
     */
    <R extends @Nullable Object> R raw(SharedSessionContract session, Supplier<R> work);

    /** Runs work whose events have {@link ModelEvent#raw}, as {@link #raw(SharedSessionContract, Supplier)} does. */
    default void raw(SharedSessionContract session, Runnable work) {
        Objects.requireNonNull(work, "work");
        raw(session, () -> {
            work.run();
            return null;
        });
    }

    /**
     * Runs work for a reason, which its events tell receivers: see {@link TransactionEvent#reason}. Flushes as {@link
     * #withoutSignals(SharedSessionContract, Supplier)} does, so that the reason is that of this work alone. Nested work
     * has its own reason, in place of the outer one.
     *
     * @param reason for people or logs, for instance {@code import 42}
     * @return the result of the work
     */
    <R extends @Nullable Object> R because(SharedSessionContract session, String reason, Supplier<R> work);

    /**
     * Runs work for a reason, in whatever sessions it uses: what this thread writes with this session factory meanwhile has
     * the reason, unless its session has one of its own. It is for work that opens its sessions itself, or calls methods
     * that do, for instance with {@code @Transactional}. Nothing is flushed, so what is flushed after the work does not have
     * the reason: for a session that is open before, give the session.
     *
     * @param reason for people or logs, for instance {@code import 42}
     * @return the result of the work
     */
    <R extends @Nullable Object> R because(String reason, Supplier<R> work);

    /** Runs work for a reason in whatever sessions it uses, as {@link #because(String, Supplier)} does. */
    default void because(String reason, Runnable work) {
        Objects.requireNonNull(work, "work");
        because(reason, () -> {
            work.run();
            return null;
        });
    }

    /** Runs work for a reason, as {@link #because(SharedSessionContract, String, Supplier)} does. */
    default void because(SharedSessionContract session, String reason, Runnable work) {
        Objects.requireNonNull(work, "work");
        because(session, reason, () -> {
            work.run();
            return null;
        });
    }

    /**
     * Returns the context of the events of a session, to put values into: the user, the request. A transaction is not
     * needed.
     *
     * @throws IllegalStateException if the session is closed
     */
    SessionContext context(SharedSessionContract session);
}
