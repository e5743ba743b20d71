package dev.signals;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens, announced by senders to whoever has connected a receiver.
 *
 * <pre>{@code
 * static final Signal<PizzaDone> PIZZA_DONE = Signal.of("pizza_done", PizzaDone.class);
 *
 * Connection connection = PIZZA_DONE.connect(Oven.class, event -> serve(event.pizza()));
 * PIZZA_DONE.send(Oven.class, new PizzaDone(pizza));
 * connection.close();
 * }</pre>
 *
 * <p>A sender is a class. A receiver connected for a sender hears only what is sent with that very class, or with a subtype
 * if connected with {@link Options#includingSubtypes}; a receiver connected without a sender hears everything.
 *
 * <p><b>Order.</b> Receivers are called one after another in the sending thread, by {@link Options#order} and then as they
 * were connected; {@link AsyncReceiver asynchronous} ones follow the plain ones. The list is fixed when a sending starts:
 * what a receiver connects or disconnects counts from the next sending on. Sendings nest: the inner one ends before the
 * outer one goes on.
 *
 * <p><b>Threads.</b> A signal may be used from any thread. Sending takes no lock, except to look up the receivers of a
 * sender for the first time after a change; two threads may be inside the same receiver at once.
 *
 * <p>Mirrors {@code django.dispatch.Signal}. Different on purpose: receivers are held strongly; subtypes, order and filters
 * exist; only {@linkplain AnsweringReceiver answering} receivers have answers.
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
     * Makes a signal.
     *
     * @param name its name in messages and listings, for instance {@code pizza_done}
     * @param eventType the class of its events, {@code E} itself; the raw class if it is generic
     */
    public static <E> Signal<E> of(String name, Class<? super E> eventType) {
        return of(name, eventType, connection -> {});
    }

    /**
     * Makes a signal that accepts only some receivers.
     *
     * @param name as in {@link #of(String, Class)}
     * @param eventType as in {@link #of(String, Class)}
     * @param rule checks each connection before it is made
     */
    public static <E> Signal<E> of(String name, Class<? super E> eventType, ConnectionRule rule) {
        return new Signal<>(
                Objects.requireNonNull(eventType, "eventType"),
                new ReceiverRegistry(Objects.requireNonNull(name, "name"), null),
                Objects.requireNonNull(rule, "rule"));
    }

    /**
     * Makes a signal that is a part of this one: what is sent by it reaches the receivers of both, in the order they would
     * have in one list; what is sent by this signal does not reach receivers of the part. Tenants, tests and other scopes
     * use it to connect receivers of their own.
     *
     * <p>The part keeps this signal alive, not the other way round. It lets go of a receiver that is disconnected from this
     * signal when it is used the next time. It has the {@linkplain #rule rule} of this signal.
     */
    public Signal<E> scoped() {
        return scoped(rule);
    }

    /**
     * Makes a signal that is a part of this one, as {@link #scoped()} does, with a rule of its own.
     *
     * @param partRule checks each connection to the part before it is made, in place of the rule of this signal
     */
    public Signal<E> scoped(ConnectionRule partRule) {
        return new Signal<>(
                eventType,
                new ReceiverRegistry(registry.signalName(), registry),
                Objects.requireNonNull(partRule, "partRule"));
    }

    /** The rule that checks each connection before it is made; one that accepts all if none was given. */
    public ConnectionRule rule() {
        return rule;
    }

    /**
     * Calls {@code observer} after each connection that is made from now on, here or at the signal this one is a part of: for
     * adapters that need to do something only once there is a receiver. It is called in the thread that connects, for a
     * repeated registration again, and is kept as long as this signal.
     *
     * @param observer throws nothing, as the connection has been made by then
     */
    public void onConnect(Consumer<Connection> observer) {
        registry.observe(Objects.requireNonNull(observer, "observer"));
    }

    /**
     * Has {@code handler} told of each failure of a receiver that does not reach the sender of this signal, or of a {@linkplain
     * #scoped part} of it: those that {@link #sendRobust} or {@link ErrorPolicy#ISOLATE} keeps back, and those of receivers that
     * are called when there is no sender any more. It is kept as long as this signal.
     */
    public void onFailure(ReceiverExceptionHandler handler) {
        registry.watch().handlers().add(Objects.requireNonNull(handler, "handler"));
    }

    /**
     * Has {@code observer} told of each call of a receiver of this signal, or of a {@linkplain #scoped part} of it, that is sent
     * from now on. Observers of this signal are told before those of its parts.
     *
     * @return what ends it
     */
    public Scope observe(ReceiverObserver observer) {
        return registry.observeCalls(Objects.requireNonNull(observer, "observer"));
    }

    /**
     * Keeps what is sent by this signal, or by a {@linkplain #scoped part} of it, from reaching anybody: nobody is called, and
     * {@link #hasReceivers} is false. Calls that a {@link Delivery} holds by now are made. Mutes nest: it is heard again when the last
     * of them is closed. Holds for all threads; what a sending has begun it completes.
     *
     * @return what ends it
     */
    public Scope mute() {
        return registry.mute();
    }

    /**
     * Has the connections that are made here from now on, and not to {@linkplain #scoped parts}, disconnected when the scope is closed,
     * and those connected again that have been disconnected by then. For tests.
     */
    public Scope preserve() {
        return registry.preserve();
    }

    /**
     * Says that an application of these class loaders uses this signal until the scope is closed, for adapters that know when an
     * application begins and ends.
     *
     * <p>Where this library is shared by applications that come and go, as by those of a server or by the restarts of a development tool,
     * each has a class loader of its own. When the last application of a class loader has ended, what its classes have connected here, or
     * observes this signal, is put aside: it is not called, keeps no uid, and does not keep the class loader. It is connected again if
     * another application of the same class loader begins. Receivers of a loader that no application has told of stay until they are
     * disconnected, as do those of the loader of this library and of its parents.
     *
     * @return what ends the application
     */
    public Scope usedBy(Collection<ClassLoader> classLoaders) {
        return registry.usedBy(classLoaders);
    }

    /** The name in messages and listings. */
    public String name() {
        return registry.signalName();
    }

    /** The class of the events. */
    public Class<?> eventType() {
        return eventType;
    }

    /**
     * Connects a receiver for any sender.
     *
     * @return the handle to disconnect with; that of the first registration if the receiver, or the {@linkplain Options#uid
     *     uid}, is connected for any sender already
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
     * <p>Connecting twice is harmless: a registration is known by sender (and {@linkplain SenderPart part} of it) and
     * receiver object, or by sender and {@linkplain Options#uid uid} if there is one, and the first with the same key stays where it is. If that keeps a receiver of
     * another class out, a warning is logged.
     *
     * @return the handle to disconnect with; that of the first registration if there was one
     * @throws IllegalArgumentException if an option is given twice, is foreign to this library or cannot go with the others;
     *     if the receiver's class says that it takes other events; if a lambda or method reference is to be held weakly;
     *     if the {@linkplain #rule rule} refuses the connection
     */
    @SafeVarargs
    public final Connection connect(Class<?> sender, SignalReceiver<? super E> receiver, Option<? super E>... options) {
        return connectFor(
                Objects.requireNonNull(sender, "sender; to hear every sender, call connect without one"),
                receiver,
                options);
    }

    private Connection connectFor(@Nullable Class<?> sender, SignalReceiver<? super E> receiver, Option<?>... options) {
        Objects.requireNonNull(receiver, "receiver");
        return Connecting.connect(registry, eventType, rule, sender, receiver, options);
    }

    /** Disconnects a receiver that was connected for any sender and without uid; whether there was one. */
    public boolean disconnect(SignalReceiver<? super E> receiver) {
        return registry.remove(null, null, null, Objects.requireNonNull(receiver, "receiver"));
    }

    /** Disconnects a receiver that was connected for {@code sender} and without uid; whether there was one. */
    public boolean disconnect(Class<?> sender, SignalReceiver<? super E> receiver) {
        return registry.remove(
                Objects.requireNonNull(sender, "sender"), null, null, Objects.requireNonNull(receiver, "receiver"));
    }

    /** Disconnects the receiver that was connected for any sender with this uid; whether there was one. */
    public boolean disconnect(String uid) {
        return registry.remove(null, null, Objects.requireNonNull(uid, "uid"), null);
    }

    /** Disconnects the receiver that was connected for a part of any sender with this uid; whether there was one. */
    public boolean disconnect(SenderPart<? super E> part, String uid) {
        return registry.remove(null, Objects.requireNonNull(part, "part"), Objects.requireNonNull(uid, "uid"), null);
    }

    /** Disconnects the receiver that was connected for {@code sender} with this uid; whether there was one. */
    public boolean disconnect(Class<?> sender, String uid) {
        return registry.remove(
                Objects.requireNonNull(sender, "sender"), null, Objects.requireNonNull(uid, "uid"), null);
    }

    /** Disconnects the receiver that was connected for a part of {@code sender} with this uid; whether there was one. */
    public boolean disconnect(Class<?> sender, SenderPart<? super E> part, String uid) {
        return registry.remove(
                Objects.requireNonNull(sender, "sender"),
                Objects.requireNonNull(part, "part"),
                Objects.requireNonNull(uid, "uid"),
                null);
    }

    /**
     * Whether sending with this sender would reach any receiver; cheap enough to ask before making an event.
     *
     * @param sender null to ask for a sending without a sender
     */
    public boolean hasReceivers(@Nullable Class<?> sender) {
        return !registry.receivers(sender).isEmpty();
    }

    /** All connections in calling order, for listings; those of the signal this one is a part of are among them. */
    public List<Connection> connections() {
        return registry.connections();
    }

    /**
     * An object that is replaced by another one when a receiver is connected or disconnected, or the signal is muted, here or at
     * the signal this one is a part of. Whoever derives something from the connections keeps it with this object, to be compared by identity.
     */
    public Object version() {
        return registry.version();
    }

    /**
     * Calls the receivers of {@code sender}; the first exception ends the sending and reaches the caller.
     *
     * <p>Asynchronous receivers are started together after the plain ones and waited for, without regard to interrupts; if
     * several fail, the first in order is thrown and the others are attached to it.
     *
     * @param sender null to reach only receivers connected without a sender
     * @return the answers in calling order, one for each answering or asynchronous receiver called
     * @throws SignalReceiverException if a receiver threw a checked exception; any other reaches the caller as it is, with a
     *     suppressed exception that names the receiver
     */
    public List<Outcome.Returned> send(@Nullable Class<?> sender, E event) {
        Objects.requireNonNull(event, "event");
        DispatchList receivers = registry.receivers(sender);
        return receivers == DispatchList.EMPTY ? List.of() : Dispatch.failFast(receivers, event);
    }

    /**
     * Calls every receiver of {@code sender}, whatever the others do.
     *
     * <p>Each failure is logged with the receiver, to the logger named after this class. An {@code Error}, or
     * the interrupt of a plain receiver, is not a receiver's failure: it stops the sending and reaches the caller.
     *
     * @param sender null to reach only receivers connected without a sender
     * @return what each called receiver did, in calling order
     */
    public List<Outcome> sendRobust(@Nullable Class<?> sender, E event) {
        Objects.requireNonNull(event, "event");
        DispatchList receivers = registry.receivers(sender);
        return receivers == DispatchList.EMPTY ? List.of() : Dispatch.robust(receivers, event);
    }

    /**
     * Sends several events. Each is sent as by {@link #send} to the receivers that take one at a time; then each {@link
     * BatchReceiver} is called once, with all events that it is connected for and whose filter they pass.
     *
     * <p>A {@link Delivery} of a batch receiver is asked once too, with the first of its events.
     *
     * @param sender the sender of an event; null as in {@link #send}
     */
    public void sendAll(List<? extends E> events, Function<? super E, @Nullable Class<?>> sender) {
        BatchDispatch.failFast(
                registry, Objects.requireNonNull(events, "events"), Objects.requireNonNull(sender, "sender"));
    }

    /**
     * Does what {@link #sendAll} does, but calls every receiver with every event, whatever the others do: a failure is logged
     * and told to the {@linkplain #onFailure handlers}, as by {@link #sendRobust}.
     *
     * @param sender the sender of an event; null as in {@link #send}
     */
    public void sendAllRobust(List<? extends E> events, Function<? super E, @Nullable Class<?>> sender) {
        BatchDispatch.robust(
                registry, Objects.requireNonNull(events, "events"), Objects.requireNonNull(sender, "sender"));
    }

    /**
     * Does what {@link #send} does, on {@code executor}: the plain receivers one after another in one task, then each
     * asynchronous one in a task of its own.
     *
     * @return a future of the answers, failed with the first exception; cancelling it stops no receiver
     */
    public CompletableFuture<List<Outcome.Returned>> sendAsync(@Nullable Class<?> sender, E event, Executor executor) {
        Objects.requireNonNull(event, "event");
        return AsyncDispatch.failFast(registry.receivers(sender), event, executor);
    }

    /**
     * Does what {@link #sendRobust} does, on {@code executor}, in tasks as {@link #sendAsync} makes them.
     *
     * @return a future of the outcomes, failed only by an {@code Error}, by the interrupt of a plain receiver, or by an
     *     executor that takes no task
     */
    public CompletableFuture<List<Outcome>> sendRobustAsync(@Nullable Class<?> sender, E event, Executor executor) {
        Objects.requireNonNull(event, "event");
        return AsyncDispatch.robust(registry.receivers(sender), event, executor);
    }

    /** The name and how many receivers are connected. */
    @Override
    public String toString() {
        return name() + " (" + connections().size() + " receivers)";
    }
}
