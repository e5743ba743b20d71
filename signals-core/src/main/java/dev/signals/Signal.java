package dev.signals;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A kind of event that senders announce to all connected receivers.
 *
 * <pre>{@code
 * static final Signal<PizzaDone> PIZZA_DONE = Signal.of("pizza_done", PizzaDone.class);
 *
 * Connection connection = PIZZA_DONE.connect(Oven.class, event -> serve(event.pizza()));
 * PIZZA_DONE.send(Oven.class, new PizzaDone(pizza));
 * connection.close();
 * }</pre>
 *
 * <p>A sender is a class or any other object. Senders are compared by identity. A receiver connected for a class gets only
 * events sent with exactly that class, or also with its subtypes if connected with {@link Options#includingSubtypes}. A
 * receiver connected for another object gets only events sent with that object. A receiver connected without a sender gets
 * every event.
 *
 * <p><b>Order.</b> Receivers are called one after another in the sending thread, by {@link Options#order} and then as they
 * were connected, unless {@link Options#after} says otherwise; {@link AsyncReceiver asynchronous} ones follow the plain ones. The list is fixed when a sending starts:
 * receivers that are connected or disconnected during a sending count from the next one on. Sendings nest: the inner one
 * ends before the outer one goes on.
 *
 * <p><b>Threads.</b> A signal may be used from any thread. Sending takes no lock, except to look up the receivers of a
 * sender for the first time after a change; two threads may call the same receiver at once.
 *
 * <p>Mirrors {@code django.dispatch.Signal}. Different on purpose: receivers are held strongly; there are subtypes, order
 * and conditions; only {@linkplain AnsweringReceiver answering} receivers have answers.
 *
 * @param <E> the type of the events
 */
public final class Signal<E> {

    private final Class<?> eventType;
    private final ReceiverRegistry registry;
    private final ConnectionRule rule;

    private Signal(Class<?> eventType, ReceiverRegistry registry, ConnectionRule rule) {
        this.eventType = eventType;
        this.registry = registry;
        this.rule = rule;
    }

    /**
     * Creates a signal.
     *
     * @param name its name in messages and listings, for instance {@code pizza_done}
     * @param eventType the class of its events, {@code E} itself; the raw class if it is generic
     */
    public static <E> Signal<E> of(String name, Class<? super E> eventType) {
        return of(name, eventType, connection -> {});
    }

    /**
     * Creates a signal that accepts only some connections.
     *
     * @param name its name in messages and listings, for instance {@code pizza_done}
     * @param eventType the class of its events, {@code E} itself; the raw class if it is generic
     * @param rule checks each connection before it is made
     */
    public static <E> Signal<E> of(String name, Class<? super E> eventType, ConnectionRule rule) {
        return new Signal<>(
                Objects.requireNonNull(eventType, "eventType"),
                new ReceiverRegistry(Objects.requireNonNull(name, "name"), null),
                Objects.requireNonNull(rule, "rule"));
    }

    /**
     * Creates a signal that is a part of this one. An event sent by the part reaches the receivers of both, in the
     * order they would have in one list. An event sent by this signal does not reach receivers of the part. Use it for
     * tenants, tests and other scopes that connect receivers of their own.
     *
     * <p>The part keeps this signal alive, but not the other way round. A receiver that is disconnected from this
     * signal stays reachable from the part until the part is used again. The part has the {@linkplain #rule rule} of
     * this signal.
     */
    public Signal<E> scoped() {
        return scoped(rule);
    }

    /**
     * Creates a signal that is a part of this one, as {@link #scoped()} does, with a rule of its own.
     *
     * @param partRule checks each connection to the part before it is made, in place of the rule of this signal
     */
    public Signal<E> scoped(ConnectionRule partRule) {
        return new Signal<>(
                eventType,
                new ReceiverRegistry(registry.signalName(), registry),
                Objects.requireNonNull(partRule, "partRule"));
    }

    /** Returns the rule that checks each connection before it is made; if none was given, a rule that accepts all. */
    public ConnectionRule rule() {
        return rule;
    }

    /**
     * Calls {@code observer} after each connection that is made from now on, here or at the signal this one is a part
     * of: for adapters that have something to do only once there is a receiver. It is called in the thread that
     * connects, also for a repeated connect. It is kept as long as this signal.
     *
     * @param observer must not throw, because the connection has already been made
     */
    public void onConnect(Consumer<Connection> observer) {
        registry.observe(Objects.requireNonNull(observer, "observer"));
    }

    /**
     * Notifies {@code handler} of each receiver failure that does not reach the sender of this signal, or of a
     * {@linkplain #scoped part} of it: failures of {@link #sendRobust}, failures {@linkplain ErrorPolicy#ISOLATE
     * isolated} by their policy, and failures of receivers that are called when there is no sender any more. The
     * handler is kept as long as this signal.
     */
    public void onFailure(ReceiverExceptionHandler handler) {
        registry.callObservers().handlers().add(Objects.requireNonNull(handler, "handler"));
    }

    /**
     * Notifies {@code observer} of each receiver call of this signal, or of a {@linkplain #scoped part} of it, that is
     * sent from now on. Observers of this signal are notified before the observers of its parts.
     *
     * @return the scope that ends the observation when it is closed
     */
    public Scope observe(ReceiverObserver observer) {
        return registry.observeCalls(Objects.requireNonNull(observer, "observer"));
    }

    /**
     * Keeps events of this signal, and of its {@linkplain #scoped parts}, from reaching any receiver, in all threads:
     * no receiver is called, and {@link #hasReceivers} is false. Calls that already wait in a {@link Delivery} are
     * made, and a sending that has begun completes. Mutes nest: the signal is sent again when the last of them is
     * closed.
     *
     * @return the scope that ends the mute when it is closed
     */
    public Scope mute() {
        return registry.mute();
    }

    /**
     * Keeps events of one sender, or of a subtype of it, from reaching any receiver, also those that are connected for any
     * sender. Otherwise as {@link #mute()}.
     *
     * @return the scope that ends the mute when it is closed
     */
    public Scope mute(Class<?> sender) {
        Objects.requireNonNull(sender, "sender");
        return registry.mute((connection, sent) -> sent instanceof Class<?> type && sender.isAssignableFrom(type));
    }

    /**
     * Keeps events of this signal, and of its {@linkplain #scoped parts}, from reaching some of the receivers. Otherwise
     * as {@link #mute()}.
     *
     * @param connections decides by connection, also about those that are made later. It is called once for each
     *     connection and sender, and its answer is kept, so it must be the same each time.
     * @return the scope that ends the mute when it is closed
     * @see Connection#mute
     */
    public Scope mute(Predicate<? super Connection> connections) {
        Objects.requireNonNull(connections, "connections");
        return registry.mute((connection, sent) -> connections.test(connection));
    }

    /**
     * Restores the connections of this signal when the scope is closed: connections made since are disconnected, and
     * connections disconnected since are connected again. Connections of {@linkplain #scoped parts} are left alone. For
     * tests.
     */
    public Scope preserve() {
        return registry.preserve();
    }

    /**
     * Marks this signal as used by an application with these class loaders until the scope is closed, for adapters that
     * know when an application begins and ends.
     *
     * <p>Applications that come and go, for example on a server or in a development tool that restarts them, may share
     * this library, each with a class loader of its own. When the last application of a class loader has ended, the
     * connections and observers from its classes are set aside: they are not called, occupy no uid, and do not keep the
     * class loader alive. They are restored if another application of the same class loader begins. Receivers whose
     * class loader belongs to no marked application stay until they are disconnected, as do receivers from the class
     * loader of this library and from its parents.
     *
     * @return the scope that ends the application when it is closed
     */
    public Scope usedBy(Collection<ClassLoader> classLoaders) {
        return registry.usedBy(Objects.requireNonNull(classLoaders, "classLoaders"));
    }

    /** Returns the name in messages and listings. */
    public String name() {
        return registry.signalName();
    }

    /** Returns the class of the events. */
    public Class<?> eventType() {
        return eventType;
    }

    /**
     * Connects a receiver for any sender.
     *
     * @return the handle to disconnect with; the handle of the first connection if the receiver, or the {@linkplain
     *     Options#uid uid}, is already connected for any sender
     * @throws IllegalArgumentException as {@link #connect(Class, SignalReceiver, Option...)} does, and for {@link
     *     Options#includingSubtypes}, which has no meaning here
     */
    @SafeVarargs
    public final Connection connect(SignalReceiver<? super E> receiver, Option<? super E>... options) {
        return connectFor(null, receiver, options);
    }

    /**
     * Connects a receiver for one sender.
     *
     * <p>Connecting twice is harmless. The key of a connection is its sender (with its {@linkplain SenderPart part})
     * and the {@linkplain Options#uid uid}, or the receiver object if there is no uid. The first connection with a key
     * stays. If it keeps a receiver of another class out, a warning is logged.
     *
     * @return the handle to disconnect with; the handle of the first connection if there was one
     * @throws IllegalArgumentException if an option is given twice, is unknown or cannot be combined with the others;
     *     if the receiver's class declares that it receives other events; if a lambda or method reference is to be held
     *     weakly; if the {@linkplain #rule rule} refuses the connection
     */
    @SafeVarargs
    public final Connection connect(Class<?> sender, SignalReceiver<? super E> receiver, Option<? super E>... options) {
        return connectFor(
                Objects.requireNonNull(sender, "sender; to receive from every sender, call connect without one"),
                receiver,
                options);
    }

    /**
     * Connects a receiver for one sender that is not a class: the document that changes, the machine that reports. Mirrors
     * Django, where any object may be a sender.
     *
     * <p>The sender is compared by identity, not by {@code equals}, and is held weakly: once it has been collected, the
     * receiver is disconnected. A receiver that refers to its sender keeps it alive. Otherwise as {@link #connect(Class,
     * SignalReceiver, Option...)}.
     *
     * @throws IllegalArgumentException as {@link #connect(Class, SignalReceiver, Option...)} does, and for {@link
     *     Options#includingSubtypes}, which has no meaning here
     */
    @SafeVarargs
    public final Connection connect(Object sender, SignalReceiver<? super E> receiver, Option<? super E>... options) {
        return connectFor(Objects.requireNonNull(sender, "sender"), receiver, options);
    }

    private Connection connectFor(@Nullable Object sender, SignalReceiver<? super E> receiver, Option<?>... options) {
        Objects.requireNonNull(receiver, "receiver");
        Objects.requireNonNull(options, "options");
        return Connecting.connect(registry, eventType, rule, sender, receiver, options);
    }

    /**
     * Disconnects a receiver that was connected for any sender and without uid.
     *
     * @return true if there was one
     */
    public boolean disconnect(SignalReceiver<? super E> receiver) {
        return registry.remove(null, null, null, Objects.requireNonNull(receiver, "receiver"));
    }

    /**
     * Disconnects a receiver that was connected for {@code sender} and without uid.
     *
     * @return true if there was one
     */
    public boolean disconnect(Class<?> sender, SignalReceiver<? super E> receiver) {
        return registry.remove(
                Objects.requireNonNull(sender, "sender"), null, null, Objects.requireNonNull(receiver, "receiver"));
    }

    /**
     * Disconnects a receiver that was connected for the object {@code sender} and without uid.
     *
     * @return true if there was one
     */
    public boolean disconnect(Object sender, SignalReceiver<? super E> receiver) {
        return registry.remove(
                Objects.requireNonNull(sender, "sender"), null, null, Objects.requireNonNull(receiver, "receiver"));
    }

    /**
     * Disconnects the receiver that was connected for the object {@code sender} with this uid.
     *
     * @return true if there was one
     */
    public boolean disconnect(Object sender, String uid) {
        return registry.remove(
                Objects.requireNonNull(sender, "sender"), null, Objects.requireNonNull(uid, "uid"), null);
    }

    /**
     * Disconnects the receiver that was connected for any sender with this uid.
     *
     * @return true if there was one
     */
    public boolean disconnect(String uid) {
        return registry.remove(null, null, Objects.requireNonNull(uid, "uid"), null);
    }

    /**
     * Disconnects the receiver that was connected for a part of any sender with this uid.
     *
     * @return true if there was one
     */
    public boolean disconnect(SenderPart<? super E> part, String uid) {
        return registry.remove(null, Objects.requireNonNull(part, "part"), Objects.requireNonNull(uid, "uid"), null);
    }

    /**
     * Disconnects the receiver that was connected for {@code sender} with this uid.
     *
     * @return true if there was one
     */
    public boolean disconnect(Class<?> sender, String uid) {
        return registry.remove(
                Objects.requireNonNull(sender, "sender"), null, Objects.requireNonNull(uid, "uid"), null);
    }

    /**
     * Disconnects the receiver that was connected for a part of {@code sender} with this uid.
     *
     * @return true if there was one
     */
    public boolean disconnect(Class<?> sender, SenderPart<? super E> part, String uid) {
        return registry.remove(
                Objects.requireNonNull(sender, "sender"),
                Objects.requireNonNull(part, "part"),
                Objects.requireNonNull(uid, "uid"),
                null);
    }

    /**
     * Returns whether an event sent with this sender would have any receiver. The answer is cheap, so ask before
     * creating an event.
     *
     * @param sender null for a sending without a sender
     */
    public boolean hasReceivers(@Nullable Class<?> sender) {
        return !registry.receivers(sender).isEmpty();
    }

    /** Returns whether an event sent with this object as sender would have any receiver, as {@link #hasReceivers(Class)}. */
    public boolean hasReceivers(Object sender) {
        return !registry.receivers(Objects.requireNonNull(sender, "sender")).isEmpty();
    }

    /** Returns all connections in calling order, including the connections of the signal this one is a part of. */
    public List<Connection> connections() {
        return registry.connections();
    }

    /** Returns whether any mute is open: of this signal, of a sender, or of some of its receivers. */
    public boolean isMuted() {
        return registry.isMuted();
    }

    /**
     * Returns an object that is replaced when a receiver is connected or disconnected, or the signal is muted, here or
     * at the signal this one is a part of. To cache a value derived from the connections, keep it together with this
     * object and compare by identity.
     */
    public Object version() {
        return registry.version();
    }

    /**
     * Returns a call of one receiver, for a {@link Delivery} that keeps events outside of the process and has not kept the
     * call. The call has the observers of this signal. It evaluates no filter, and the delivery is left out.
     *
     * @param connection a connection of this signal, or of the signal that this one is a part of
     */
    public Delivery.Call call(Connection connection, E event) {
        return DeferredCall.of(
                Objects.requireNonNull(connection, "connection"),
                Objects.requireNonNull(event, "event"),
                registry.callObservers());
    }

    /**
     * Calls the receivers of {@code sender}. The first exception ends the sending and reaches the caller.
     *
     * <p>Asynchronous receivers are started together after the plain ones. The sender waits for them without regard to
     * interrupts. If several fail, the exception of the first in order is thrown and the others are attached to it.
     *
     * @param sender null to reach only receivers connected without a sender
     * @return the answers in calling order, one for each answering or asynchronous receiver that was called
     * @throws SignalReceiverException if a receiver threw a checked exception. An unchecked one reaches the caller as
     *     it is, with a suppressed exception that names the receiver.
     */
    public List<Outcome.Returned> send(@Nullable Class<?> sender, E event) {
        Objects.requireNonNull(event, "event");
        return Dispatch.failFast(registry.receivers(sender), event);
    }

    /**
     * Calls the receivers of {@code sender} that are connected to this {@linkplain #scoped part} itself, without those
     * of the signal it is a part of: for adapters that announce one occurrence to several parts, after they have sent
     * it to that signal. Otherwise it sends as {@link #send} does.
     *
     * @param sender null to reach only receivers connected without a sender
     * @return the answers in calling order, one for each answering or asynchronous receiver that was called
     * @throws SignalReceiverException as {@link #send}
     */
    public List<Outcome.Returned> sendOwn(@Nullable Class<?> sender, E event) {
        Objects.requireNonNull(event, "event");
        return Dispatch.failFast(registry.ownReceivers(sender), event);
    }

    /**
     * Calls every receiver of {@code sender}, even if others fail.
     *
     * <p>Each failure is logged with the receiver, to the logger named after this class. An {@code Error}, or the
     * interrupt of a plain receiver, does not count as a failure: it stops the sending and reaches the caller.
     *
     * @param sender null to reach only receivers connected without a sender
     * @return the outcome of each receiver that was called, in calling order
     */
    public List<Outcome> sendRobust(@Nullable Class<?> sender, E event) {
        Objects.requireNonNull(event, "event");
        DispatchList receivers = registry.receivers(sender);
        return receivers.isEmpty() ? List.of() : Dispatch.robust(receivers, event);
    }

    /** Calls the receivers of a sender that is not a class, as {@link #send(Class, Object)} does. */
    public List<Outcome.Returned> send(Object sender, E event) {
        Objects.requireNonNull(event, "event");
        return Dispatch.failFast(registry.receivers(Objects.requireNonNull(sender, "sender")), event);
    }

    /** Calls every receiver of a sender that is not a class, as {@link #sendRobust(Class, Object)} does. */
    public List<Outcome> sendRobust(Object sender, E event) {
        Objects.requireNonNull(event, "event");
        DispatchList receivers = registry.receivers(Objects.requireNonNull(sender, "sender"));
        return receivers.isEmpty() ? List.of() : Dispatch.robust(receivers, event);
    }

    /**
     * Sends several events. Each is sent as by {@link #send} to the receivers of single events. Then each {@link
     * BatchReceiver} is called once, with all events that it is connected for and that pass its filter.
     *
     * <p>A {@link Delivery} of a batch receiver is called once too, with the first of its events.
     *
     * @param sender returns the sender of an event; null as in {@link #send}
     */
    public void sendAll(List<? extends E> events, Function<? super E, ? extends @Nullable Object> sender) {
        BatchDispatch.failFast(
                registry, Objects.requireNonNull(events, "events"), Objects.requireNonNull(sender, "sender"));
    }

    /**
     * Sends several events, as {@link #sendAll} does, but calls every receiver even if others fail. A failure is
     * logged, and the {@linkplain #onFailure handlers} are notified, as by {@link #sendRobust}.
     *
     * @param sender returns the sender of an event; null as in {@link #send}
     */
    public void sendAllRobust(List<? extends E> events, Function<? super E, ? extends @Nullable Object> sender) {
        BatchDispatch.robust(
                registry, Objects.requireNonNull(events, "events"), Objects.requireNonNull(sender, "sender"));
    }

    /**
     * Sends an event on {@code executor}: the plain receivers are called one after another in one task, then each
     * asynchronous receiver in a task of its own. The first exception ends the sending, as with {@link #send}.
     *
     * @return a future of the answers, failed with the first exception; cancelling it stops no receiver
     */
    public CompletableFuture<List<Outcome.Returned>> sendAsync(@Nullable Class<?> sender, E event, Executor executor) {
        Objects.requireNonNull(event, "event");
        return AsyncDispatch.failFast(registry.receivers(sender), event, executor);
    }

    /**
     * Sends an event on {@code executor} to every receiver, even if others fail, in the same tasks as {@link
     * #sendAsync}.
     *
     * @return a future of the outcomes. It fails only with an {@code Error}, with the interrupt of a plain receiver, or
     *     if the executor rejects a task.
     */
    public CompletableFuture<List<Outcome>> sendRobustAsync(@Nullable Class<?> sender, E event, Executor executor) {
        Objects.requireNonNull(event, "event");
        return AsyncDispatch.robust(registry.receivers(sender), event, executor);
    }

    /** Returns the name and the number of receivers. */
    @Override
    public String toString() {
        return name() + " (" + connections().size() + " receivers)";
    }

    /** Sends an event of a sender that is not a class, as {@link #sendAsync(Class, Object, Executor)} does. */
    public CompletableFuture<List<Outcome.Returned>> sendAsync(Object sender, E event, Executor executor) {
        Objects.requireNonNull(event, "event");
        return AsyncDispatch.failFast(registry.receivers(Objects.requireNonNull(sender, "sender")), event, executor);
    }

    /** Sends an event of a sender that is not a class, as {@link #sendRobustAsync(Class, Object, Executor)} does. */
    public CompletableFuture<List<Outcome>> sendRobustAsync(Object sender, E event, Executor executor) {
        Objects.requireNonNull(event, "event");
        return AsyncDispatch.robust(registry.receivers(Objects.requireNonNull(sender, "sender")), event, executor);
    }
}
