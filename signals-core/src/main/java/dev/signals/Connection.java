package dev.signals;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one receiver to one signal: the handle that {@code connect} returns, and an entry of {@link
 * Signal#connections}.
 *
 * <p>May be used from any thread. The sender is held weakly, so a connection keeps neither an object nor a class loader alive.
 * The receiver is held strongly unless {@link Options#weak} was given.
 */
public final class Connection implements AutoCloseable {

    /** The way in which the receiver is called, determined at connect. */
    enum Kind {
        PLAIN,
        ANSWERING,
        ASYNC
    }

    private final ReceiverRegistry registry;
    private final @Nullable WeakReference<Object> sender;
    private final @Nullable SignalReceiver<Object> strongReceiver;
    private final @Nullable WeakReference<SignalReceiver<Object>> weakReceiver;
    private final String description;
    private final String receiverName;
    private final @Nullable StackTraceElement place;
    private final String senderName;
    private final long sequence;
    private final @Nullable String uid;
    private final @Nullable SenderPart<Object> part;
    private final int order;
    private final boolean ordered;
    private final List<String> after;
    private final boolean subtypes;
    private final List<Condition<Object>> conditions;
    private final ErrorPolicy errorPolicy;
    final Kind kind;
    final @Nullable Predicate<Object> filter;
    final @Nullable Delivery<Object> delivery;

    /** The receiver, if a call needs nothing else (no filter, delivery, answer or error policy); otherwise null. */
    final @Nullable SignalReceiver<Object> direct;

    Connection(
            ReceiverRegistry registry,
            @Nullable Object sender,
            SignalReceiver<Object> receiver,
            ConnectOptions options,
            long sequence) {
        this.registry = registry;
        this.sender = sender == null ? null : new WeakReference<>(sender);
        this.strongReceiver = options.weak() ? null : receiver;
        this.weakReceiver = options.weak() ? new WeakReference<>(receiver) : null;
        this.description =
                Descriptions.connection(registry.signalName(), sender, options.part(), receiver, options.uid());
        this.receiverName = Descriptions.receiver(receiver);
        this.place = ConnectPlace.of(receiver);
        this.senderName = Descriptions.sender(sender, options.part());
        this.sequence = sequence;
        this.uid = options.uid();
        this.part = options.part();
        this.order = options.order();
        this.ordered = options.hasOrder();
        this.after = options.after();
        this.subtypes = options.subtypes();
        this.errorPolicy = options.errorPolicy();
        this.kind = receiver instanceof AnsweringReceiver
                ? Kind.ANSWERING
                : receiver instanceof AsyncReceiver ? Kind.ASYNC : Kind.PLAIN;
        this.conditions = options.conditions();
        this.filter = options.filter();
        this.delivery = options.delivery();
        this.direct = kind == Kind.PLAIN && filter == null && delivery == null && errorPolicy == ErrorPolicy.FAIL
                ? strongReceiver
                : null;
    }

    /** Returns the name of the signal, as given to {@link Signal#of}. */
    public String signal() {
        return registry.signalName();
    }

    /**
     * Returns the class that the receiver is connected for; empty for any sender, for a sender that is no class, or once
     * the class has been unloaded.
     */
    public Optional<Class<?>> sender() {
        return senderObject().filter(Class.class::isInstance).map(known -> (Class<?>) known);
    }

    /**
     * Returns the sender that the receiver is connected for, which may be a class or any other object; empty for any
     * sender, or once the sender has been collected.
     */
    public Optional<Object> senderObject() {
        return Optional.ofNullable(sender).map(WeakReference::get);
    }

    /** Returns whether the receiver is connected for every sender. */
    public boolean isForAnySender() {
        return sender == null;
    }

    /** Returns the part of the sender that the receiver is connected for; empty for the whole sender. */
    public Optional<SenderPart<?>> part() {
        return Optional.ofNullable(part);
    }

    /** Returns the name of sender and part in messages; {@code any sender} if the receiver is connected for all. */
    public String senderName() {
        return senderName;
    }

    /** Returns the receiver; empty once a weakly held receiver has been collected. */
    public Optional<SignalReceiver<?>> receiver() {
        return Optional.ofNullable(receiverOrNull());
    }

    /**
     * Returns the name of the receiver in messages: its class, the class around a lambda, or its {@linkplain
     * DescribedReceiver description}.
     */
    public String receiverName() {
        return receiverName;
    }

    /**
     * Returns the place in the source at which a receiver was connected that has no name of its own: a lambda, a method
     * reference, or an object of an anonymous class. It is the innermost call in the class that contains the receiver.
     *
     * @return the place; its method is the one that was written, also if the call was in a lambda. Empty for a receiver that
     *     has a name, and for one that code of another class has connected
     */
    public Optional<StackTraceElement> connectedAt() {
        return Optional.ofNullable(place);
    }

    /** Returns the condition given by {@link Options#filter}. */
    public Optional<Predicate<?>> filter() {
        return conditions.stream()
                .filter(Options.Filter.class::isInstance)
                .<Predicate<?>>map(condition -> ((Options.Filter<?>) condition).condition())
                .findFirst();
    }

    /** Returns the conditions, {@link Options#filter} included, in the order in which they are evaluated; unmodifiable. */
    public List<Condition<?>> conditions() {
        return List.copyOf(conditions);
    }

    /** Returns the uid given at connect. */
    public Optional<String> uid() {
        return Optional.ofNullable(uid);
    }

    /** Returns the order given at connect; 0 if none was given. */
    public int order() {
        return order;
    }

    /** Returns the uids given by {@link Options#after}; unmodifiable. */
    public List<String> after() {
        return after;
    }

    /** Returns whether {@link Options#weak} was given. */
    public boolean isWeak() {
        return weakReceiver != null;
    }

    /** Returns whether {@link Options#includingSubtypes} was given. */
    public boolean includesSubtypes() {
        return subtypes;
    }

    /** Returns the delivery of the receiver's calls; empty if the receiver is called at once. */
    public Optional<Delivery<?>> delivery() {
        return Optional.ofNullable(delivery);
    }

    /** Returns the policy for exceptions of the receiver. */
    public ErrorPolicy errorPolicy() {
        return errorPolicy;
    }

    /**
     * Returns whether the receiver is connected: true until it is disconnected, or until its sender or a weakly held
     * receiver is collected.
     */
    public boolean isConnected() {
        return isAlive() && registry.contains(this);
    }

    /**
     * Disconnects the receiver. A sending that starts after this method has returned does not call it. A sending that
     * started before, in this thread or another, may still call it, because its list of receivers is fixed.
     *
     * @return true if the receiver was connected until now
     */
    public boolean disconnect() {
        return registry.remove(this);
    }

    /**
     * Keeps the receiver from being called until the scope is closed, in all threads. It stays connected, at its place in
     * the order. Calls that already wait in a {@link Delivery} are made. Mutes nest.
     *
     * @return the scope that ends the mute when it is closed
     */
    public Scope mute() {
        return registry.mute((connection, sent) -> connection == this);
    }

    /** Disconnects the receiver, as {@link #disconnect} does. For try-with-resources. */
    @Override
    public void close() {
        disconnect();
    }

    /** Returns a description with receiver, signal, sender and uid. */
    @Override
    public String toString() {
        return description;
    }

    @Nullable
    SignalReceiver<Object> receiverOrNull() {
        return weakReceiver == null ? strongReceiver : weakReceiver.get();
    }

    /** Returns the classes whose code a call runs, the receiver's class first. */
    List<Class<?>> codeClasses() {
        List<Class<?>> classes = new ArrayList<>();
        List<@Nullable Object> called = new ArrayList<>();
        called.add(receiverOrNull());
        called.add(delivery);
        conditions.forEach(condition ->
                called.add(condition instanceof Options.Filter<Object> filter ? filter.condition() : condition));
        for (Object code : called) {
            if (code != null) {
                classes.add(code.getClass());
            }
        }
        return classes;
    }

    /** Returns whether the receiver gets several events in one call. */
    boolean takesBatches() {
        return receiverOrNull() instanceof BatchReceiver;
    }

    /** Returns whether neither the sender nor a weakly held receiver has been collected. */
    boolean isAlive() {
        return (weakReceiver == null || !weakReceiver.refersTo(null)) && (sender == null || !sender.refersTo(null));
    }

    /** Returns whether the receiver is connected for events of the sender {@code sent}. */
    boolean matches(@Nullable Object sent) {
        if (sender == null) {
            return true;
        }
        if (sent == null) {
            return false;
        }
        Object wanted = sender.get();
        return wanted == sent
                || (subtypes
                        && wanted instanceof Class<?> type
                        && sent instanceof Class<?> sentType
                        && type.isAssignableFrom(sentType));
    }

    /** Returns whether the receiver is connected for exactly this object. */
    boolean isFor(Object sent) {
        return sender != null && sender.refersTo(sent);
    }

    boolean hasKey(
            @Nullable Object sender,
            @Nullable SenderPart<?> part,
            @Nullable String uid,
            @Nullable SignalReceiver<?> receiver) {
        return isFor(sender, part) && hasName(uid, receiver);
    }

    /** Returns whether the two connections exclude each other. */
    boolean hasKeyOf(Connection other) {
        Object otherSender = other.sender == null ? null : other.sender.get();
        return hasKey(otherSender, other.part, other.uid, other.receiverOrNull());
    }

    private boolean isFor(@Nullable Object wanted, @Nullable SenderPart<?> wantedPart) {
        Object own = sender == null ? null : sender.get();
        if (own == null && sender != null) {
            return false; // the sender has been collected, so the connection is not one for any sender
        }
        if (part == null && wantedPart == null) {
            return own == wanted;
        }
        if (!isClassOrAny(own) || !isClassOrAny(wanted)) {
            return own == wanted && Objects.equals(part, wantedPart); // parts know only classes
        }
        return part != null
                ? part.isSame((Class<?>) own, (Class<?>) wanted, wantedPart)
                : Objects.requireNonNull(wantedPart).isSame((Class<?>) wanted, (Class<?>) own, null);
    }

    private static boolean isClassOrAny(@Nullable Object sender) {
        return sender == null || sender instanceof Class<?>;
    }

    private boolean hasName(@Nullable String uid, @Nullable SignalReceiver<?> receiver) {
        return uid != null ? uid.equals(this.uid) : this.uid == null && receiverOrNull() == receiver;
    }

    boolean isBefore(Connection other) {
        return CallingOrder.WITHOUT_AFTER.compare(this, other) < 0;
    }

    long sequence() {
        return sequence;
    }

    /** Returns whether {@link Options#order} was given. */
    boolean hasOrder() {
        return ordered;
    }

    /** Returns whether the receiver is called after all plain ones. */
    boolean isStartedLast() {
        return kind == Kind.ASYNC && delivery == null; // the sender does not wait for a delivered call
    }

    /** Returns whether this receiver is called after another, because it names its uid and one event may reach both. */
    boolean waitsFor(Connection other) {
        return other.uid != null && after.contains(other.uid) && mayMeet(other);
    }

    private boolean mayMeet(Connection other) {
        Object own = sender == null ? null : sender.get();
        Object others = other.sender == null ? null : other.sender.get();
        if (own == null || others == null) {
            return (own != null || sender == null)
                    && (others != null || other.sender == null); // or it has been collected
        }
        return matches(others)
                || other.matches(own)
                || (subtypes
                        && other.subtypes
                        && own instanceof Class<?> type
                        && others instanceof Class<?> otherType
                        && (type.isInterface() || otherType.isInterface()));
    }
}
