package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.Option;
import dev.signals.Options;
import dev.signals.ReceiverExceptionHandler;
import dev.signals.ReceiverObserver;
import dev.signals.Scope;
import dev.signals.Signal;
import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEventListener;
import org.jspecify.annotations.Nullable;

/**
 * The signals about entities: those of the whole process as constants, those of one session factory through {@link #of}.
 *
 * <pre>{@code
 * import static dev.signals.hibernate.ModelSignals.*;
 *
 * PRE_SAVE.connect(Article.class, event -> event.instance().setSlug(slugify(event.instance().getTitle())));
 * POST_SAVE.connect(Article.class, event -> mail.send(event.instance()), afterCommit());
 *
 * ModelSignals.of(sessionFactory).postDelete().connect(Article.class, event -> cache.evict(event.id()), afterCommit());
 * }</pre>
 *
 * <p>A receiver of the process hears every session factory; one of a factory hears only that. Both stand in one order, as
 * connected. Bulk statements (HQL, Criteria, native SQL) change rows without entities and send none of the signals about
 * entities; see {@link SignalSettings#BULK}.
 *
 * <p>Mirrors {@code django.db.models.signals}.
 */
public interface ModelSignals {

    /** Sent before a loaded entity gets its values, by every session factory. */
    PreInitSignal PRE_INIT = new PreInitSignal(Signal.of("pre_init", PreInit.class), Senders.ANY);

    /** Sent after an entity has been loaded, by every session factory. */
    PostInitSignal POST_INIT = new PostInitSignal(Signal.of("post_init", PostInit.class), Senders.ANY);

    /** Sent before an entity is saved, by every session factory. */
    PreSaveSignal PRE_SAVE = new PreSaveSignal(Signal.of("pre_save", PreSave.class), Senders.ANY);

    /** Sent after an entity has been saved, by every session factory. */
    PostSaveSignal POST_SAVE = new PostSaveSignal(Signal.of("post_save", PostSave.class), Senders.ANY);

    /** Sent before an entity is deleted, by every session factory. */
    PreDeleteSignal PRE_DELETE = new PreDeleteSignal(Signal.of("pre_delete", PreDelete.class), Senders.ANY);

    /** Sent after an entity has been deleted, by every session factory. */
    PostDeleteSignal POST_DELETE = new PostDeleteSignal(Signal.of("post_delete", PostDelete.class), Senders.ANY);

    /** Sent before and after an association to many has changed, by every session factory. */
    M2mChangedSignal M2M_CHANGED = new M2mChangedSignal(Signal.of("m2m_changed", M2mChanged.class), Senders.ANY);

    /** Sent after another collection has changed, by every session factory. */
    CollectionChangedSignal COLLECTION_CHANGED =
            new CollectionChangedSignal(Signal.of("collection_changed", CollectionChanged.class), Senders.ANY);

    /** Sent for each entity that a transaction has changed, by every session factory. */
    ChangedSignal CHANGED = new ChangedSignal(Signal.of("changed", Changed.class), Senders.ANY);

    /** Sent after a bulk update, by every session factory with {@link SignalSettings#BULK}. */
    BulkSignal BULK_UPDATED = new BulkSignal(Signal.of("bulk_updated", BulkStatement.class), Senders.ANY);

    /** Sent after a bulk delete, by every session factory with {@link SignalSettings#BULK}. */
    BulkSignal BULK_DELETED = new BulkSignal(Signal.of("bulk_deleted", BulkStatement.class), Senders.ANY);

    /** {@link #PRE_INIT} for this session factory. */
    PreInitSignal preInit();

    /** {@link #POST_INIT} for this session factory. */
    PostInitSignal postInit();

    /** {@link #PRE_SAVE} for this session factory. */
    PreSaveSignal preSave();

    /** {@link #POST_SAVE} for this session factory. */
    PostSaveSignal postSave();

    /** {@link #PRE_DELETE} for this session factory. */
    PreDeleteSignal preDelete();

    /** {@link #POST_DELETE} for this session factory. */
    PostDeleteSignal postDelete();

    /** {@link #M2M_CHANGED} for this session factory. */
    M2mChangedSignal m2mChanged();

    /** {@link #COLLECTION_CHANGED} for this session factory. */
    CollectionChangedSignal collectionChanged();

    /** {@link #CHANGED} for this session factory. */
    ChangedSignal changed();

    /**
     * {@link #BULK_UPDATED} for this session factory.
     *
     * @throws IllegalStateException if {@link SignalSettings#BULK} is not set
     */
    BulkSignal bulkUpdated();

    /**
     * {@link #BULK_DELETED} for this session factory.
     *
     * @throws IllegalStateException if {@link SignalSettings#BULK} is not set
     */
    BulkSignal bulkDeleted();

    /**
     * Connects the {@linkplain Receiver receiver methods} of an object. An object that is registered stays so: registering it again
     * does nothing.
     *
     * @throws IllegalArgumentException if there is none, if one of them cannot be a receiver, or if its connection is refused;
     *     then none of them is connected
     */
    Registration register(Object receivers);

    /** Disconnects the receiver methods of an object; whether it was registered. */
    boolean unregister(Object receivers);

    /**
     * Has {@code observer} told of each call of a receiver with an event of this factory, from now on.
     *
     * @return what ends it
     */
    Scope observe(ReceiverObserver observer);

    /** What calls the receivers of this factory that are {@linkplain Receiver#async asynchronous}, see {@link SignalSettings#EXECUTOR}. */
    ReceiverExecutor executor();

    /** Who is connected at this moment, as a table and as a diagram. */
    SignalDescription describe();

    /**
     * Writes down what happens in all sessions of this factory that do something from now on with entities, or flush.
     *
     * @throws IllegalStateException if {@link SignalSettings#TIMELINE} is not set
     */
    SignalTimeline timeline();

    /** Writes down what happens in one session from now on. */
    SignalTimeline timeline(SharedSessionContract session);

    /**
     * Has {@code handler} told of each failure that reaches no caller: of receivers that are called after the transaction has
     * ended, in whichever thread, and of those that are {@linkplain dev.signals.ErrorPolicy#ISOLATE isolated}, in this session
     * factory. It has been logged by then. Works of {@link TransactionHooks} are only logged.
     */
    void onFailure(ReceiverExceptionHandler handler);

    /**
     * Keeps signals of this session factory from reaching anybody until the scope is closed, in all threads. What is written meanwhile
     * is not announced later either; calls that wait for the end of a transaction by then are made. Mutes nest. For tests and for
     * maintenance; to mute the whole process use {@link ModelSignal#mute}. Mirrors {@code mute_signals} of Factory Boy.
     *
     * @param signals those to mute, be they of this factory or of the process; none stands for all, those about bulk statements
     *     included
     */
    Scope mute(ModelSignal<?>... signals);

    /**
     * Does the same for one session, in its thread. What the session has persisted, changed or removed when the scope is closed and
     * has yet to flush is announced by that flush: flush before closing if it shall not be.
     *
     * @param signals those to mute; none stands for all
     */
    Scope mute(SharedSessionContract session, ModelSignal<?>... signals);

    /**
     * Runs work whose writes are not announced, for imports and maintenance. The session is flushed before, so that what was pending is
     * announced, and after, so that the work is written in silence; not in flush mode MANUAL, and not after an exception.
     *
     * @return the result of the work
     */
    <R extends @Nullable Object> R withoutSignals(SharedSessionContract session, Supplier<R> work);

    /** Does the same with work that has no result. */
    default void withoutSignals(SharedSessionContract session, Runnable work) {
        Objects.requireNonNull(work, "work");
        withoutSignals(session, () -> {
            work.run();
            return null;
        });
    }

    /**
     * Runs work whose writes are announced with {@link ModelEvent#raw}, which asks receivers to leave other rows alone: for fixtures, whose
     * rows are all given. Flushes as {@link #withoutSignals(SharedSessionContract, Supplier)}. Mirrors Django's {@code loaddata}.
     *
     * @return the result of the work
     */
    <R extends @Nullable Object> R raw(SharedSessionContract session, Supplier<R> work);

    /** Does the same with work that has no result. */
    default void raw(SharedSessionContract session, Runnable work) {
        Objects.requireNonNull(work, "work");
        raw(session, () -> {
            work.run();
            return null;
        });
    }

    /** Does what {@link Savepoints#call} does. */
    <R extends @Nullable Object> R inSavepoint(Session session, Supplier<R> work);

    /** Begins what {@link QuietUpdate} does with an instance. */
    QuietWrite quietWrite(SharedSessionContract session, Object instance);

    /**
     * Begins what {@link QuietUpdate} does with an identifier, or with a condition.
     *
     * @param id the identifier; null for a condition
     */
    QuietWrite quietWrite(SharedSessionContract session, Class<?> type, @Nullable Object id);

    /**
     * A call that the thread has caused and another one is going to make, as {@link #afterCommit(ReceiverExecutor)} has it made.
     * It fails with a {@link SignalLoopException} if too many such calls have caused each other.
     */
    Delivery.Call inOtherThread(Delivery.Call call);

    /** Does what {@link TransactionHooks#at} does. */
    void at(SharedSessionContract session, TransactionPhase phase, Runnable work);

    /**
     * The signals of one session factory. A receiver connected to them hears what happens in this factory only, and is
     * forgotten with it.
     *
     * @throws IllegalStateException if the library is switched off for this factory, or was not found when it was built
     */
    static ModelSignals of(EntityManagerFactory factory) {
        Objects.requireNonNull(factory, "factory");
        // Before anything else: a version of Hibernate that the library does not work with is no fault where it is off.
        boolean disabled = factory.isOpen()
                && "false"
                        .equalsIgnoreCase(String.valueOf(factory.getProperties().get(SignalSettings.ENABLED)));
        // By way of the cache: asked for the factory itself, a proxy of Weld answers with the proxy.
        SessionFactoryImplementor implementor =
                factory.unwrap(CacheImplementor.class).getSessionFactory();
        if (!disabled) {
            // The listener is the one thing of ours that a factory holds; it hands the signals out.
            for (FlushEventListener listener : listeners(implementor)) {
                if (listener instanceof Supplier<?> hook && hook.get() instanceof ModelSignals signals) {
                    return signals;
                }
            }
        }
        throw new IllegalStateException("session factory \"" + implementor.getName() + "\" sends no signals: "
                + (disabled
                        ? SignalSettings.ENABLED + "=false is set; remove the setting"
                        : "the library was not found when it was built; check that signals-hibernate is visible to"
                                + " Hibernate's class loader and that its event listeners have not been cleared"));
    }

    @SuppressWarnings("deprecation") // the replacement fires events; there is no other way to look
    private static Iterable<FlushEventListener> listeners(SessionFactoryImplementor factory) {
        return factory.getEventListenerRegistry()
                .getEventListenerGroup(EventType.FLUSH)
                .listeners();
    }

    /**
     * Option: calls the receiver after the transaction has committed, by {@link TransactionEvent#onCommit}. The place for mails,
     * messages, caches and files, which a rollback could not take back.
     *
     * <p>The receiver is called once for each event, so twice for an entity that was created in one flush and changed in the
     * next; add {@code filter(PostSave::created)} to hear of new ones only. A filter is asked when the event happens, and an
     * exception of it is that of a receiver which is called at once.
     */
    static Delivery<TransactionEvent> afterCommit() {
        return InPhase.AFTER_COMMIT;
    }

    /**
     * Option: calls the receiver after the transaction has committed in a thread of {@code executor}, for what takes long and
     * need not be waited for.
     */
    static Delivery<ModelEvent<?>> afterCommit(ReceiverExecutor executor) {
        return new InBackground(Objects.requireNonNull(executor, "executor"));
    }

    /**
     * The executors that connections use, to be waited for when a session factory closes.
     *
     * @param connection a connection to any of the signals
     */
    static Optional<ReceiverExecutor> executorOf(Connection connection) {
        return connection.delivery().orElse(null) instanceof InBackground background
                ? Optional.of(background.executor())
                : Optional.empty();
    }

    /**
     * Option: calls the receiver when the commit has begun and the session has been flushed, see {@link
     * TransactionPhase#BEFORE_COMMIT}. The place to check a whole transaction, or to write a summary of it.
     */
    static Delivery<TransactionEvent> beforeCommit() {
        return InPhase.BEFORE_COMMIT;
    }

    /**
     * Option: calls the receiver after the transaction has been rolled back, see {@link TransactionPhase#AFTER_ROLLBACK}. The
     * place to undo what a receiver did outside of the database.
     */
    static Delivery<TransactionEvent> afterRollback() {
        return InPhase.AFTER_ROLLBACK;
    }

    /** Option: calls the receiver after the transaction has ended, see {@link TransactionPhase#AFTER_COMPLETION}. */
    static Delivery<TransactionEvent> afterCompletion() {
        return InPhase.AFTER_COMPLETION;
    }

    /**
     * Option: calls the receiver only if one of these attributes has changed, or any in an embeddable of that name; also if the changes
     * are not {@linkplain Changes#isKnown known}. For {@link #PRE_SAVE}, {@link #POST_SAVE} and {@link #CHANGED}. It is a {@link
     * dev.signals.Options#filter}, of which there can be one.
     *
     * @param attributes as {@link Changes} names them; a name that no save can tell of is refused, as a sender is that is no entity
     */
    static Option<ModelEvent<?>> onChange(String... attributes) {
        return Options.filter(new OnChange(attributes));
    }

    /**
     * Option for {@link #M2M_CHANGED}: has the keys of a collection that nobody has loaded read before its rows are deleted, by one
     * query for each such collection, which loads no entities. Then {@link M2mChanged#pks} is known and the action is a removal.
     *
     * <p>The keys are those of all rows that are deleted, of hidden ones too: rows that a filter or a restriction hides, or whose
     * elements are deleted softly. They are read for a loaded collection as well if it loses all its rows. If some of them cannot be
     * told, the action stays a clear.
     */
    static Option<M2mChanged<?>> loadingKeys() {
        return CollectionPart.LoadingKeys.INSTANCE;
    }
}
