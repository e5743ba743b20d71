package dev.signals;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One receiver connected to one signal: the handle that {@code connect} returns, and the entry that a listing shows.
 *
 * <p>May be used from any thread. The sender class is held weakly, so a connection does not keep a class loader alive; the
 * receiver is held strongly unless {@link Options#weak} was given.
 */
public final class Connection implements AutoCloseable {

    /** How the receiver is called; found once, at connect. */
    enum Kind {
        PLAIN,
        ANSWERING,
        ASYNC
    }

    static final Comparator<Connection> CALLING_ORDER =
            Comparator.comparingInt(Connection::order).thenComparingLong(connection -> connection.sequence);

    private final ReceiverRegistry registry;
    private final @Nullable WeakReference<Class<?>> sender;
    private final @Nullable SignalReceiver<Object> strongReceiver;
    private final @Nullable WeakReference<SignalReceiver<Object>> weakReceiver;
    private final String description;
    private final String receiverName;
    private final String senderName;
    private final long sequence;
    private final @Nullable String uid;
    private final @Nullable SenderPart<Object> part;
    private final int order;
    private final boolean subtypes;
    private final @Nullable Predicate<Object> condition;
    private final ErrorPolicy errorPolicy;
    final Kind kind;
    final @Nullable Predicate<Object> filter;
    final @Nullable Delivery<Object> delivery;

    /** The receiver, if calling it is all there is to do; otherwise null. */
    final @Nullable SignalReceiver<Object> direct;

    Connection(
            ReceiverRegistry registry,
            @Nullable Class<?> sender,
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
        this.senderName = Descriptions.sender(sender, options.part());
        this.sequence = sequence;
        this.uid = options.uid();
        this.part = options.part();
        this.order = options.order();
        this.subtypes = options.subtypes();
        this.errorPolicy = options.errorPolicy();
        this.kind = receiver instanceof AnsweringReceiver
                ? Kind.ANSWERING
                : receiver instanceof AsyncReceiver ? Kind.ASYNC : Kind.PLAIN;
        this.condition = options.condition();
        this.filter = options.filter();
        this.delivery = options.delivery();
        this.direct = kind == Kind.PLAIN && filter == null && delivery == null && errorPolicy == ErrorPolicy.FAIL
                ? strongReceiver
                : null;
    }

    /** The name of the signal, as given to {@link Signal#of}. */
    public String signal() {
        return registry.signalName();
    }

    /** The sender this receiver is connected for; empty for any sender, or once the class has been unloaded. */
    public Optional<Class<?>> sender() {
        return Optional.ofNullable(sender).map(WeakReference::get);
    }

    /** Whether the receiver hears every sender. */
    public boolean isForAnySender() {
        return sender == null;
    }

    /** The part of the sender this receiver is connected for; empty for the whole of it. */
    public Optional<SenderPart<?>> part() {
        return Optional.ofNullable(part);
    }

    /** How messages name what the receiver is connected for: sender and part, or {@code any sender}. */
    public String senderName() {
        return senderName;
    }

    /** The receiver; empty once a weakly held one has been collected. */
    public Optional<SignalReceiver<?>> receiver() {
        return Optional.ofNullable(receiverOrNull());
    }

    /** How messages name the receiver: its class, that around a lambda, or what it {@linkplain DescribedReceiver stands for}. */
    public String receiverName() {
        return receiverName;
    }

    /** The condition given by {@link Options#filter}. */
    public Optional<Predicate<?>> filter() {
        return Optional.ofNullable(condition);
    }

    /** The uid given at connect. */
    public Optional<String> uid() {
        return Optional.ofNullable(uid);
    }

    /** The order given at connect, 0 without one. */
    public int order() {
        return order;
    }

    /** Whether {@link Options#weak} was given. */
    public boolean isWeak() {
        return weakReceiver != null;
    }

    /** Whether {@link Options#includingSubtypes} was given. */
    public boolean includesSubtypes() {
        return subtypes;
    }

    /** How the receiver's calls are delivered; empty if it is called at once. */
    public Optional<Delivery<?>> delivery() {
        return Optional.ofNullable(delivery);
    }

    /** What becomes of an exception of the receiver. */
    public ErrorPolicy errorPolicy() {
        return errorPolicy;
    }

    /** Whether the next sending would reach the receiver. */
    public boolean isConnected() {
        return isAlive() && registry.contains(this);
    }

    /**
     * Disconnects the receiver. A sending that starts after this method has returned does not call it; one that had started
     * before, in this thread or another, still may, as its list is fixed.
     *
     * @return whether it was connected until now
     */
    public boolean disconnect() {
        return registry.remove(this);
    }

    /** Does the same as {@link #disconnect}, for try-with-resources. */
    @Override
    public void close() {
        disconnect();
    }

    /** Names receiver, signal, sender and uid. */
    @Override
    public String toString() {
        return description;
    }

    @Nullable
    SignalReceiver<Object> receiverOrNull() {
        return weakReceiver == null ? strongReceiver : weakReceiver.get();
    }

    /** The classes whose code a call runs, the receiver's first. */
    List<Class<?>> codeOf() {
        List<Class<?>> classes = new ArrayList<>();
        for (Object code : new @Nullable Object[] {receiverOrNull(), condition, delivery}) {
            if (code != null) {
                classes.add(code.getClass());
            }
        }
        return classes;
    }

    /** Whether the receiver takes several events in one call. */
    boolean takesBatches() {
        return receiverOrNull() instanceof BatchReceiver;
    }

    /** False once a weakly held receiver or the sender class has been collected. */
    boolean isAlive() {
        return (weakReceiver == null || !weakReceiver.refersTo(null)) && (sender == null || !sender.refersTo(null));
    }

    boolean hears(@Nullable Class<?> sent) {
        if (sender == null) {
            return true;
        }
        if (sent == null) {
            return false;
        }
        Class<?> wanted = sender.get();
        return wanted == sent || (subtypes && wanted != null && wanted.isAssignableFrom(sent));
    }

    boolean hasKey(
            @Nullable Class<?> sender,
            @Nullable SenderPart<?> part,
            @Nullable String uid,
            @Nullable SignalReceiver<?> receiver) {
        return isFor(sender, part) && hasName(uid, receiver);
    }

    /** Whether both cannot be connected at the same time. */
    boolean hasKeyOf(Connection other) {
        Class<?> otherSender = other.sender == null ? null : other.sender.get();
        return hasKey(otherSender, other.part, other.uid, other.receiverOrNull());
    }

    private boolean isFor(@Nullable Class<?> wanted, @Nullable SenderPart<?> wantedPart) {
        Class<?> own = sender == null ? null : sender.get();
        if (own == null && sender != null) {
            return false; // unloaded, which is not any sender
        }
        if (part != null) {
            return part.isSame(own, wanted, wantedPart);
        }
        return wantedPart == null ? own == wanted : wantedPart.isSame(wanted, own, null);
    }

    private boolean hasName(@Nullable String uid, @Nullable SignalReceiver<?> receiver) {
        return uid != null ? uid.equals(this.uid) : this.uid == null && receiverOrNull() == receiver;
    }

    boolean isBefore(Connection other) {
        return CALLING_ORDER.compare(this, other) < 0;
    }
}
