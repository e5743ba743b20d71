package dev.signals.hibernate.internal.factory;

import static dev.signals.hibernate.internal.factory.GivenSession.implementor;
import static dev.signals.hibernate.internal.factory.GivenSession.open;
import static dev.signals.hibernate.internal.factory.GivenSession.unwrapped;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.ReceiverExceptionHandler;
import dev.signals.ReceiverObserver;
import dev.signals.Scope;
import dev.signals.Signal;
import dev.signals.hibernate.FactorySignals;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.SharedSessionContract;
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
    private final SignalsOfFactory signals;
    private final boolean bulk;
    private final FactoryConstructions constructions;
    private final RegisteredObjects registered = new RegisteredObjects();
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
        signals = new SignalsOfFactory(rule);
        constructions = new FactoryConstructions(
                factory, signals.preInit().signal(), signals.postInit().signal());
    }

    @Override
    public PreInitSignal preInit() {
        return signals.preInit();
    }

    @Override
    public PostInitSignal postInit() {
        return signals.postInit();
    }

    @Override
    public PreSaveSignal preSave() {
        return signals.preSave();
    }

    @Override
    public PostSaveSignal postSave() {
        return signals.postSave();
    }

    @Override
    public PreDeleteSignal preDelete() {
        return signals.preDelete();
    }

    @Override
    public PostDeleteSignal postDelete() {
        return signals.postDelete();
    }

    @Override
    public M2mChangedSignal m2mChanged() {
        return signals.m2mChanged();
    }

    @Override
    public CollectionChangedSignal collectionChanged() {
        return signals.collectionChanged();
    }

    @Override
    public ChangedSignal changed() {
        return signals.changed();
    }

    @Override
    public BulkSignal bulkUpdated() {
        return ifSent(signals.bulkUpdated());
    }

    @Override
    public BulkSignal bulkDeleted() {
        return ifSent(signals.bulkDeleted());
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
        return registered.register(receivers, () -> ConnectedMethods.of(this, receivers.getClass(), () -> receivers));
    }

    @Override
    public <T> Registration register(Class<T> receivers, Supplier<? extends T> instance) {
        return ConnectedMethods.of(this, receivers, instance);
    }

    @Override
    public boolean unregister(Object receivers) {
        return registered.unregister(Objects.requireNonNull(receivers, "receivers"));
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
        return signals.each(signal -> signal.observe(observer));
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
    public Scope mute(ModelSignal<?>... muted) {
        return signals.each(Signal::mute, muted);
    }

    @Override
    public Scope mute(Class<?> entityClass, ModelSignal<?>... muted) {
        Objects.requireNonNull(entityClass, "entityClass");
        return signals.each(signal -> signal.mute(entityClass), muted);
    }

    @Override
    public Scope muteReceivers(String uid) {
        Objects.requireNonNull(uid, "uid");
        return signals.each(signal -> signal.mute(
                (Connection connection) -> connection.uid().filter(uid::equals).isPresent()));
    }

    @Override
    public Scope mute(SharedSessionContract session, ModelSignal<?>... muted) {
        return states.of(open(session, "mute(session)")).modes().mute(signals.names(muted));
    }

    @Override
    public <R extends @Nullable Object> R withoutSignals(SharedSessionContract session, Supplier<R> work) {
        return inMode(session, modes -> modes.mute(signals.names()), Objects.requireNonNull(work, "work"));
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

    @Override
    public PendingChanges changes(SharedSessionContract session, Object instance) {
        SharedSessionContractImplementor implementor = open(session, "changes(session, instance)");
        return operations().changes(implementor, Objects.requireNonNull(instance, "instance"));
    }

    @Override
    public void onFailure(ReceiverExceptionHandler handler) {
        Objects.requireNonNull(handler, "handler");
        signals.every().forEach(signal -> signal.onFailure(handler));
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

    /** Marks the signals as used by an application with these class loaders, until the scope is closed. */
    public Scope usedBy(Collection<ClassLoader> classLoaders) {
        return signals.each(signal -> signal.usedBy(classLoaders));
    }

    /**
     * Notifies {@code observer} of each connection that is made from now on, to these signals or to the signals of the
     * process.
     */
    public void onConnect(Consumer<Connection> observer) {
        signals.every().forEach(signal -> signal.onConnect(observer));
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
        return signals.every().stream()
                .flatMap(signal -> signal.connections().stream())
                .toList();
    }

    /** Returns all signals of this factory. */
    public List<Signal<?>> every() {
        return signals.every();
    }
}
