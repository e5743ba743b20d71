package dev.signals.hibernate.internal.factory;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.ReceiverExceptionHandler;
import dev.signals.ReceiverObserver;
import dev.signals.Scope;
import dev.signals.Signal;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.Registration;
import dev.signals.hibernate.SessionContext;
import dev.signals.hibernate.SignalMap;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.SlowCall;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PendingChanges;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.access.CallChain;
import dev.signals.hibernate.internal.access.DeleteWrite;
import dev.signals.hibernate.internal.access.EntityOperations;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.access.LastWrite;
import dev.signals.hibernate.internal.access.QuietWrite;
import dev.signals.hibernate.internal.access.SessionWatch;
import dev.signals.hibernate.internal.connect.EntityRule;
import dev.signals.hibernate.internal.construct.FactoryConstructions;
import dev.signals.hibernate.internal.loop.LoopGuard;
import dev.signals.hibernate.internal.quiet.QuietStatement;
import dev.signals.hibernate.internal.quiet.QuietTarget;
import dev.signals.hibernate.internal.receiver.ConnectedMethods;
import dev.signals.hibernate.internal.session.EventContext;
import dev.signals.hibernate.internal.session.SavepointScope;
import dev.signals.hibernate.internal.session.SessionBoundEvent;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.session.TransactionCallbacks;
import dev.signals.hibernate.internal.session.WriteModes;
import dev.signals.hibernate.internal.timeline.Timelines;
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
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The signals of one session factory, each a part of the signal of the process. */
public final class DefaultFactorySignals implements FactorySignals, FactoryAccess {

    private final SessionFactoryImplementor factory;
    private final SessionStates states;
    private final EntityRule rule;
    private final Extensions extensions = new Extensions();
    private final Timelines timelines;
    private final PreInitSignal preInit;
    private final PostInitSignal postInit;
    private final PreSaveSignal preSave;
    private final PostSaveSignal postSave;
    private final PreDeleteSignal preDelete;
    private final PostDeleteSignal postDelete;
    private final M2mChangedSignal m2mChanged;
    private final CollectionChangedSignal collectionChanged;
    private final ChangedSignal changed;
    private final BulkSignal bulkUpdated;
    private final BulkSignal bulkDeleted;
    private final boolean bulk;
    private final FactoryConstructions constructions;
    private final IdentityHashMap<Object, Registration> registered = new IdentityHashMap<>();
    private final Supplier<ReceiverExecutor> executor;
    private final ExecutorShutdown calls = new ExecutorShutdown();
    private @Nullable ReceiverExecutor createdExecutor;
    private @Nullable EntityOperations operations;
    private @Nullable SimulatedFailures simulatedFailures;

    /**
     * @param factory the session factory
     * @param states the state of the sessions of the factory
     * @param rule the rule that knows the entities of the factory
     * @param timelines the timelines of the factory
     * @param executor creates the executor of the factory when it is first needed
     * @param bulk true if bulk statements are observed
     */
    public DefaultFactorySignals(
            SessionFactoryImplementor factory,
            SessionStates states,
            EntityRule rule,
            Timelines timelines,
            Supplier<ReceiverExecutor> executor,
            boolean bulk) {
        this.factory = factory;
        this.rule = rule;
        this.bulk = bulk;
        this.timelines = timelines;
        this.executor = executor;
        this.states = states;
        preInit = new PreInitSignal(ModelSignals.PRE_INIT.signal().scoped(rule));
        postInit = new PostInitSignal(ModelSignals.POST_INIT.signal().scoped(rule));
        preSave = new PreSaveSignal(ModelSignals.PRE_SAVE.signal().scoped(rule));
        postSave = new PostSaveSignal(ModelSignals.POST_SAVE.signal().scoped(rule));
        preDelete = new PreDeleteSignal(ModelSignals.PRE_DELETE.signal().scoped(rule));
        postDelete = new PostDeleteSignal(ModelSignals.POST_DELETE.signal().scoped(rule));
        m2mChanged = new M2mChangedSignal(ModelSignals.M2M_CHANGED.signal().scoped(rule));
        collectionChanged = new CollectionChangedSignal(
                ModelSignals.COLLECTION_CHANGED.signal().scoped(rule));
        changed = new ChangedSignal(ModelSignals.CHANGED.signal().scoped(rule));
        bulkUpdated = new BulkSignal(ModelSignals.BULK_UPDATED.signal().scoped(rule));
        bulkDeleted = new BulkSignal(ModelSignals.BULK_DELETED.signal().scoped(rule));
        constructions = new FactoryConstructions(factory, preInit.signal(), postInit.signal());
    }

    @Override
    public PreInitSignal preInit() {
        return preInit;
    }

    @Override
    public PostInitSignal postInit() {
        return postInit;
    }

    @Override
    public PreSaveSignal preSave() {
        return preSave;
    }

    @Override
    public PostSaveSignal postSave() {
        return postSave;
    }

    @Override
    public PreDeleteSignal preDelete() {
        return preDelete;
    }

    @Override
    public PostDeleteSignal postDelete() {
        return postDelete;
    }

    @Override
    public M2mChangedSignal m2mChanged() {
        return m2mChanged;
    }

    @Override
    public CollectionChangedSignal collectionChanged() {
        return collectionChanged;
    }

    @Override
    public ChangedSignal changed() {
        return changed;
    }

    @Override
    public BulkSignal bulkUpdated() {
        return ifSent(bulkUpdated);
    }

    @Override
    public BulkSignal bulkDeleted() {
        return ifSent(bulkDeleted);
    }

    private BulkSignal ifSent(BulkSignal signal) {
        if (bulk) {
            return signal;
        }
        throw new IllegalStateException(signal.signal().name()
                + " is never sent by this session factory, because it does not observe bulk statements; set "
                + SignalSettings.BULK
                + "=true");
    }

    @Override
    public <T> T construct(Class<T> type, Supplier<? extends T> constructor) {
        return constructions.construct(type, constructor);
    }

    /** Returns the observer that lets objects be announced that are constructed while the factory is open. */
    public SessionFactoryObserver constructions() {
        return constructions;
    }

    @Override
    public Registration register(Object receivers) {
        Objects.requireNonNull(receivers, "receivers");
        synchronized (registered) {
            Registration present = registered.get(receivers);
            if (present == null || !present.isConnected()) {
                present = ConnectedMethods.of(this, receivers.getClass(), () -> receivers);
                registered.put(receivers, present);
            }
            return present;
        }
    }

    @Override
    public <T> Registration register(Class<T> receivers, Supplier<? extends T> instance) {
        return ConnectedMethods.of(this, receivers, instance);
    }

    @Override
    public boolean unregister(Object receivers) {
        Objects.requireNonNull(receivers, "receivers");
        synchronized (registered) {
            Registration present = registered.remove(receivers);
            if (present != null) {
                present.close();
            }
            return present != null;
        }
    }

    @Override
    public synchronized ReceiverExecutor executor() {
        ReceiverExecutor present = createdExecutor;
        if (present == null) {
            present = executor.get();
            createdExecutor = present;
        }
        return present;
    }

    @Override
    public void awaitCalls() {
        calls.await();
    }

    @Override
    public SignalMap describe() {
        return SignalMap.of(connections());
    }

    @Override
    public Scope observe(ReceiverObserver observer) {
        Objects.requireNonNull(observer, "observer");
        List<Scope> observed =
                everySignal().map(signal -> signal.observe(observer)).toList();
        return () -> observed.forEach(Scope::close);
    }

    @Override
    public SignalTimeline timeline() {
        return timelines.open(this::observe);
    }

    @Override
    public SignalTimeline timeline(SharedSessionContract session) {
        return timelines.open(this::observe, open(session, "timeline(session)"));
    }

    @Override
    public List<SlowCall> slowCalls() {
        return timelines.slowCalls();
    }

    /**
     * Begins to log what has gone wrong or slowly.
     *
     * @param slow the time from which on a call is slow; null if that is not asked
     */
    public void watch(@Nullable Duration slow) {
        timelines.watchFailures(this::observe);
        if (slow != null) {
            timelines.watchSlowCalls(this::observe, slow);
        }
    }

    @Override
    public SessionWatch watchSessions(Consumer<SharedSessionContractImplementor> watcher) {
        return timelines.watch(Objects.requireNonNull(watcher, "watcher"));
    }

    @Override
    public Scope mute(ModelSignal<?>... signals) {
        return mute(Signal::mute, signals);
    }

    @Override
    public Scope mute(Class<?> entityClass, ModelSignal<?>... signals) {
        Objects.requireNonNull(entityClass, "entityClass");
        return mute(signal -> signal.mute(entityClass), signals);
    }

    @Override
    public Scope muteReceivers(String uid) {
        Objects.requireNonNull(uid, "uid");
        return mute(signal -> signal.mute(
                (Connection connection) -> connection.uid().filter(uid::equals).isPresent()));
    }

    private Scope mute(Function<Signal<?>, Scope> mute, ModelSignal<?>... signals) {
        Set<String> names = names(signals);
        List<Scope> muted = everySignal()
                .filter(signal -> names.contains(signal.name()))
                .map(mute)
                .toList();
        return () -> muted.forEach(Scope::close);
    }

    @Override
    public Scope mute(SharedSessionContract session, ModelSignal<?>... signals) {
        return states.of(open(session, "mute(session)")).modes().mute(names(signals));
    }

    @Override
    public <R extends @Nullable Object> R withoutSignals(SharedSessionContract session, Supplier<R> work) {
        return inMode(session, modes -> modes.mute(names()), Objects.requireNonNull(work, "work"));
    }

    @Override
    public <R extends @Nullable Object> R raw(SharedSessionContract session, Supplier<R> work) {
        return inMode(session, WriteModes::raw, Objects.requireNonNull(work, "work"));
    }

    @Override
    public <R extends @Nullable Object> R because(SharedSessionContract session, String reason, Supplier<R> work) {
        Objects.requireNonNull(reason, "reason");
        return inMode(session, modes -> modes.because(reason), Objects.requireNonNull(work, "work"));
    }

    @Override
    public <R extends @Nullable Object> R because(String reason, Supplier<R> work) {
        Objects.requireNonNull(work, "work");
        Scope given = states.threadReason().begin(Objects.requireNonNull(reason, "reason"));
        try {
            return work.get();
        } finally {
            given.close();
        }
    }

    @Override
    public SessionContext context(SharedSessionContract session) {
        return new ContextOfSession(states.of(open(session, "context(session)")).modes());
    }

    @Override
    public void continueContext(SharedSessionContract session, @Nullable String reason, Map<String, Object> values) {
        states.of(implementor(session)).modes().change(context -> new EventContext(reason, values));
    }

    /** Runs work in a mode, between two flushes, so that the mode applies to this work alone. */
    private <R extends @Nullable Object> R inMode(
            SharedSessionContract session, Function<WriteModes, Scope> mode, Supplier<R> work) {
        SharedSessionContractImplementor implementor = open(session, "work without signals, raw or with a reason");
        SessionFlush.ofPending(implementor);
        Scope opened = mode.apply(states.of(implementor).modes());
        try {
            R result = work.get();
            SessionFlush.ofPending(implementor);
            return result;
        } finally {
            opened.close();
        }
    }

    /** Returns the names of signals. Signals are compared by name, because they may belong to the process. */
    private Set<String> names(ModelSignal<?>... signals) {
        Objects.requireNonNull(signals, "signals");
        for (ModelSignal<?> signal : signals) {
            Objects.requireNonNull(signal, "signal");
        }
        return (signals.length == 0 ? everySignal() : Arrays.stream(signals).<Signal<?>>map(ModelSignal::signal))
                .map(Signal::name)
                .collect(Collectors.toSet());
    }

    @Override
    public PendingChanges changes(SharedSessionContract session, Object instance) {
        SharedSessionContractImplementor implementor = open(session, "changes(session, instance)");
        return operations().changes(implementor, Objects.requireNonNull(instance, "instance"));
    }

    @Override
    public void onFailure(ReceiverExceptionHandler handler) {
        Objects.requireNonNull(handler, "handler");
        everySignal().forEach(signal -> signal.onFailure(handler));
    }

    @Override
    public int runAfterCommit(Consumer<? super Throwable> failures) {
        Objects.requireNonNull(failures, "failures");
        return simulatedFailures().during(failures, seen -> states.simulateCommits(factory, seen));
    }

    /** Returns the failures of simulated commits, which are looked for from the first such commit on. */
    private synchronized SimulatedFailures simulatedFailures() {
        SimulatedFailures present = simulatedFailures;
        if (present == null) {
            present = new SimulatedFailures();
            simulatedFailures = present;
            onFailure(present);
        }
        return present;
    }

    @Override
    public <R extends @Nullable Object> R inSavepoint(Session session, Supplier<R> work) {
        Objects.requireNonNull(work, "work");
        SessionImplementor implementor = (SessionImplementor) unwrapped(session);
        return SavepointScope.run(implementor, states.of(implementor), work);
    }

    @Override
    public QuietWrite quietUpdate(SharedSessionContract session, Object instance) {
        SharedSessionContractImplementor implementor = implementor(session);
        return new QuietStatement(implementor, states, QuietTarget.of(implementor, instance));
    }

    @Override
    public QuietWrite quietUpdate(SharedSessionContract session, Class<?> type, @Nullable Object id) {
        SharedSessionContractImplementor implementor = implementor(session);
        return new QuietStatement(implementor, states, QuietTarget.of(implementor, type, id));
    }

    @Override
    public DeleteWrite delete(SharedSessionContract session, Class<?> type, Object origin) {
        return operations().delete(implementor(session), type, origin);
    }

    /** Sets the operations that could not be built before the signals. */
    public void setOperations(EntityOperations operations) {
        this.operations = operations;
    }

    private EntityOperations operations() {
        return Objects.requireNonNull(operations, "operations");
    }

    @Override
    public void at(SharedSessionContract session, TransactionPhase phase, Runnable work) {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(work, "work");
        SharedSessionContractImplementor implementor = implementor(session);
        TransactionCallbacks.at(implementor, states.of(implementor), phase, work);
    }

    @Override
    public @Nullable SharedSessionContractImplementor session(ModelEvent<?> event) {
        return event instanceof SessionBoundEvent bound ? bound.owner() : null;
    }

    @Override
    public void writeLast(ModelEvent<?> event, LastWrite write) {
        ((SessionBoundEvent) event).writeLast(write);
    }

    @Override
    public void writeLast(SharedSessionContract session, LastWrite write) {
        SharedSessionContractImplementor implementor = implementor(session);
        TransactionCallbacks.last(implementor, states.of(implementor), write);
    }

    @Override
    public <T> T extension(Class<T> type, Supplier<T> make) {
        return extensions.get(type, make);
    }

    @Override
    public SessionFactoryImplementor sessionFactory() {
        return factory;
    }

    @Override
    public boolean concerns(Object sender) {
        return rule.concerns(sender);
    }

    @Override
    public Scope connect(Class<?> receivers, Supplier<?> instance) {
        Registration registration = ConnectedMethods.of(this, receivers, instance, this::concerns);
        return registration::close;
    }

    @Override
    public Delivery.Call inOtherThread(Delivery.Call call) {
        return states.carried(call);
    }

    @Override
    public CallChain chain() {
        return LoopGuard.chain();
    }

    @Override
    public Delivery.Call after(CallChain chain, Delivery.Call call) {
        return states.carriedAfter(chain, call);
    }

    /** Returns the session, which must be open: in a closed one the call would have no effect. */
    private static SharedSessionContractImplementor open(SharedSessionContract session, String what) {
        SharedSessionContractImplementor implementor = implementor(session);
        if (!implementor.isOpenOrWaitingForAutoClose()) {
            throw new IllegalStateException(what + " needs an open session, and this one is closed; open a new one");
        }
        return implementor;
    }

    private static SharedSessionContractImplementor implementor(SharedSessionContract session) {
        Objects.requireNonNull(session, "session");
        return session instanceof SharedSessionContractImplementor known ? known : unwrapped((Session) session);
    }

    /**
     * Returns the session behind a proxy of Spring or Weld. A proxy of Weld would return itself when unwrapped to a
     * session.
     */
    private static SharedSessionContractImplementor unwrapped(Session session) {
        return Objects.requireNonNull(session, "session")
                .unwrap(PersistenceContext.class)
                .getSession();
    }

    /** Marks the signals as used by an application with these class loaders, until the scope is closed. */
    public Scope usedBy(Collection<ClassLoader> classLoaders) {
        List<Scope> used =
                everySignal().map(signal -> signal.usedBy(classLoaders)).toList();
        return () -> used.forEach(Scope::close);
    }

    /**
     * Notifies {@code observer} of each connection that is made from now on, to these signals or to the signals of the
     * process.
     */
    public void onConnect(Consumer<Connection> observer) {
        everySignal().forEach(signal -> signal.onConnect(observer));
    }

    /** Returns the observer that ends the parts of other modules when the factory is closed. */
    public SessionFactoryObserver extensions() {
        return extensions;
    }

    /** Returns an observer that waits for receivers in other threads when the factory is closed. */
    public SessionFactoryObserver executorShutdown() {
        onConnect(calls::connected);
        connections().forEach(calls::connected);
        return calls;
    }

    /** Returns all connections that events of this factory can reach. */
    public List<Connection> connections() {
        return everySignal().flatMap(signal -> signal.connections().stream()).toList();
    }

    /** Returns all signals of this factory. */
    public List<Signal<?>> every() {
        return everySignal().toList();
    }

    private Stream<Signal<?>> everySignal() {
        return Stream.<ModelSignal<?>>of(
                        preInit,
                        postInit,
                        preSave,
                        postSave,
                        preDelete,
                        postDelete,
                        m2mChanged,
                        collectionChanged,
                        changed,
                        bulkUpdated,
                        bulkDeleted)
                .map(ModelSignal::signal);
    }
}
