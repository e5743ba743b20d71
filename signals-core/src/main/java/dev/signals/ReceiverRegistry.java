package dev.signals;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one signal, from which it makes the list of receivers of each sender.
 *
 * <p>Readers take no lock: all they need is in one immutable {@link SenderTable}. It is replaced as a whole, under the
 * lock, by whoever connects, disconnects or looks up a sender for the first time. Each {@link Snapshot} starts with an
 * empty table, so a change drops every list made before.
 *
 * <p>A scoped registry includes the connections of its parent. It notices a change of the parent by comparing
 * snapshots, so the parent does not keep its parts alive. The parent has weak references only to parts with observers of new
 * connections.
 */
final class ReceiverRegistry {

    private static final Logger LOG = System.getLogger(Signal.class.getName());
    private static final Connection[] NONE = {};

    /**
     * Who is connected at one time.
     *
     * @param parent the parent's snapshot that this one was made from; null if there is no parent
     * @param own the connections made here
     * @param sorted inherited and own connections without regard to {@link Options#after}
     * @param all inherited and own connections in calling order; always a new array, which stands for the version
     * @param muted true if no receiver is called at present
     * @param partialMutes the mutes of some of the calls, inherited and own
     * @param callObservers the observers of the calls
     */
    record Snapshot(
            @Nullable Snapshot parent,
            Connection[] own,
            Connection[] sorted,
            Connection[] all,
            boolean muted,
            List<PartialMute> partialMutes,
            CallObservers callObservers) {

        static Snapshot of(
                @Nullable Snapshot parent,
                Connection[] own,
                boolean muted,
                List<PartialMute> ownMutes,
                CallObservers callObservers,
                Consumer<Connection> circular) {
            Connection[] sorted = merge(parent == null ? NONE : parent.sorted, own);
            Connection[] all = CallingOrder.of(sorted, circular);
            boolean silent = muted || (parent != null && parent.muted);
            List<PartialMute> partialMutes = new ArrayList<>(parent == null ? List.of() : parent.partialMutes);
            partialMutes.addAll(ownMutes);
            return new Snapshot(parent, own, sorted, all, silent, List.copyOf(partialMutes), callObservers);
        }

        boolean isSilent() {
            return muted || all.length == 0;
        }

        DispatchList receivers(@Nullable Object sender) {
            return isSilent() ? DispatchList.EMPTY : DispatchList.of(heard(all, sender), sender, callObservers);
        }

        private Connection[] heard(Connection[] connections, @Nullable Object sender) {
            return partialMutes.isEmpty()
                    ? connections
                    : Arrays.stream(connections)
                            .filter(connection ->
                                    partialMutes.stream().noneMatch(mute -> mute.silences(connection, sender)))
                            .toArray(Connection[]::new);
        }

        DispatchList ownReceivers(@Nullable Class<?> sender) {
            return muted || own.length == 0
                    ? DispatchList.EMPTY
                    : DispatchList.of(heard(CallingOrder.of(own, each -> {}), sender), sender, callObservers);
        }

        boolean hasDeadEntries() {
            return sweep(all) != all;
        }
    }

    private final String signalName;
    private final @Nullable ReceiverRegistry parent;
    private final AtomicLong sequence;
    private final Object lock = new Object();
    private final ConnectObservers connectObservers = new ConnectObservers();
    private final Applications applications = new Applications();
    private final List<ReceiverObserver> receiverObservers = new ArrayList<>();
    private final List<PartialMute> partialMutes = new ArrayList<>();
    private final Set<Connection> circular = Collections.newSetFromMap(new WeakHashMap<>());
    private int mutes;
    private volatile SenderTable table;

    /**
     * Creates a registry.
     *
     * @param parent the registry whose connections it includes; null if there is none
     */
    ReceiverRegistry(String signalName, @Nullable ReceiverRegistry parent) {
        this.signalName = signalName;
        this.parent = parent;
        this.sequence = parent == null ? new AtomicLong() : parent.sequence;
        Snapshot parentSnapshot = parentSnapshot();
        this.table = SenderTable.of(Snapshot.of(
                parentSnapshot,
                NONE,
                false,
                List.of(),
                CallObservers.of(parentSnapshot == null ? null : parentSnapshot.callObservers),
                this::warnOfCircle));
    }

    String signalName() {
        return signalName;
    }

    CallObservers callObservers() {
        return current().callObservers;
    }

    /** Notifies {@code observer} of each call from now on. */
    Scope observeCalls(ReceiverObserver observer) {
        synchronized (lock) {
            receiverObservers.add(observer);
            refresh();
        }
        return Scope.of(() -> {
            synchronized (lock) {
                removeOne(receiverObservers, observer);
                applications.forget(aside -> aside == observer);
                refresh();
            }
        });
    }

    /** Removes one entry by identity: observers are code of users, which may equal each other. */
    private static void removeOne(List<ReceiverObserver> observers, ReceiverObserver observer) {
        for (int i = 0; i < observers.size(); i++) {
            if (observers.get(i) == observer) {
                observers.remove(i);
                return;
            }
        }
    }

    /** Restores the own connections when the scope is closed. */
    Scope preserve() {
        Connection[] now = current().own;
        return Scope.of(() -> {
            synchronized (lock) {
                replaceOwn(now);
            }
        });
    }

    /** Calls no receiver until the scope is closed. */
    Scope mute() {
        synchronized (lock) {
            mutes++;
            refresh();
        }
        return Scope.of(() -> {
            synchronized (lock) {
                mutes--;
                refresh();
            }
        });
    }

    /** Returns whether any call is silenced at present, here or by the signal that this one is a scope of. */
    boolean isMuted() {
        Snapshot current = currentTable().snapshot;
        return current.muted || !current.partialMutes.isEmpty();
    }

    /** Makes none of the calls that {@code mute} silences until the scope is closed. */
    Scope mute(PartialMute mute) {
        synchronized (lock) {
            partialMutes.add(mute);
            refresh();
        }
        return Scope.of(() -> {
            synchronized (lock) {
                partialMutes.removeIf(present -> present == mute);
                refresh();
            }
        });
    }

    /** Keeps the receivers of an application from being set aside, see {@link Signal#usedBy}. */
    Scope usedBy(Collection<ClassLoader> given) {
        if (parent != null) {
            return parent.usedBy(given);
        }
        Set<ClassLoader> loaders = Applications.loaders(given);
        synchronized (lock) {
            if (applications.begin(loaders)) {
                refresh();
            }
        }
        return Scope.of(() -> {
            for (String message : endOfApplication(loaders)) {
                LOG.log(Level.INFO, message);
            }
        });
    }

    /**
     * Ends an application and sets its receivers and observers aside.
     *
     * @return the messages to log
     */
    private List<String> endOfApplication(Set<ClassLoader> loaders) {
        List<String> messages = new ArrayList<>();
        synchronized (lock) {
            if (applications.end(loaders)) {
                setAside(receiverObservers);
                setAside(current().callObservers.handlers().own());
                setAside(connectObservers.own());
                Connection[] stay = Arrays.stream(sweep(current().own))
                        .filter(connection -> !setAside(connection, messages))
                        .toArray(Connection[]::new);
                replaceOwn(stay);
            }
        }
        return messages;
    }

    private boolean setAside(Connection connection, List<String> messages) {
        for (Class<?> code : connection.codeClasses()) {
            ClassLoader ended = applications.ended(code);
            if (ended != null) {
                applications.setAside(connection, code, () -> bringBack(connection));
                messages.add(connection + " is no longer called: the application of class loader " + Loaders.name(ended)
                        + " has ended");
                return true;
            }
        }
        return false;
    }

    private <T> void setAside(List<T> list) {
        for (T each : List.copyOf(list)) {
            if (applications.ended(each.getClass()) != null) {
                list.remove(each);
                applications.setAside(each, each.getClass(), () -> list.add(each));
            }
        }
    }

    /** Adds a connection that was set aside, unless it has been connected again since. */
    private void bringBack(Connection connection) {
        Connection[] own = current().own;
        if (connection.isAlive() && Arrays.stream(own).noneMatch(connection::hasKeyOf)) {
            replaceOwn(insert(own, connection));
        }
    }

    /** Calls {@code observer} after each connection that is made here or at a parent. */
    void observe(Consumer<Connection> observer) {
        connectObservers.add(observer);
        for (ReceiverRegistry part = this; part.parent != null; part = part.parent) {
            part.parent.connectObservers.addPart(part.connectObservers);
        }
    }

    /** Creates a connection without adding it. */
    Connection candidate(@Nullable Object sender, SignalReceiver<Object> receiver, ConnectOptions options) {
        return new Connection(this, sender, receiver, options, sequence.getAndIncrement());
    }

    /**
     * Adds a connection, unless there is one with the same key.
     *
     * @return the connection that is in the registry now
     */
    Connection add(Connection candidate) {
        Connection connection = addOrFind(candidate);
        connectObservers.connected(connection);
        return connection;
    }

    private Connection addOrFind(Connection candidate) {
        synchronized (lock) {
            Connection[] own = sweep(current().own);
            for (Connection present : own) {
                // It may have been collected since the sweep, and would then keep the new receiver out.
                if (present.isAlive() && present.hasKeyOf(candidate)) {
                    return present;
                }
            }
            Snapshot above = parentSnapshot();
            AfterRule.check(candidate, above == null ? own : merge(above.sorted, own));
            replaceOwn(insert(own, candidate));
            return candidate;
        }
    }

    /** Removes a connection and returns whether it was there. */
    boolean remove(Connection connection) {
        return removeIf(connection::equals);
    }

    /**
     * Removes the connection with a key; or several, if their senders have turned out to be the same.
     *
     * @return true if there was one
     */
    boolean remove(
            @Nullable Object sender,
            @Nullable SenderPart<?> part,
            @Nullable String uid,
            @Nullable SignalReceiver<?> receiver) {
        return removeIf(connection -> connection.hasKey(sender, part, uid, receiver));
    }

    private boolean removeIf(Predicate<Connection> unwanted) {
        synchronized (lock) {
            applications.forget(aside -> aside instanceof Connection connection && unwanted.test(connection));
            Connection[] own = sweep(current().own);
            Connection[] rest = Arrays.stream(own).filter(unwanted.negate()).toArray(Connection[]::new);
            if (rest.length == own.length) {
                return false;
            }
            replaceOwn(rest);
            return true;
        }
    }

    boolean contains(Connection connection) {
        return Arrays.asList(current().own).contains(connection);
    }

    /** Returns all connections in calling order, including the connections of the parents. */
    List<Connection> connections() {
        if (current().hasDeadEntries()) {
            dropCollected();
        }
        return List.of(current().all);
    }

    /** Returns the order of the present connections, in which others follow. */
    Comparator<Connection> callingOrder() {
        Snapshot now = current();
        return now.all == now.sorted ? CallingOrder.WITHOUT_AFTER : CallingOrder.placesIn(now.all);
    }

    /** Returns an object that is replaced whenever the receivers to call change. */
    Object version() {
        return current().all;
    }

    /**
     * Returns the receivers of one sending.
     *
     * @param sender null for a sending without a sender
     */
    DispatchList receivers(@Nullable Object sender) {
        DispatchList list = currentTable().get(sender);
        return list != null && !list.hasDeadEntries() ? list : findReceivers(sender);
    }

    /** Returns the receivers of one sending that are connected here. The list is not kept, because it is seldom needed. */
    DispatchList ownReceivers(@Nullable Class<?> sender) {
        return current().ownReceivers(sender);
    }

    private DispatchList findReceivers(@Nullable Object sender) {
        if (sender != null && !(sender instanceof Class<?>) && !isConnected(sender)) {
            return receivers(null); // Objects come and go, so only those that have receivers of their own get a place.
        }
        synchronized (lock) {
            DispatchList list = currentTable().get(sender);
            if (list == null || list.hasDeadEntries()) {
                dropCollected();
                SenderTable now = currentTable();
                list = now.snapshot.receivers(sender);
                table = now.with(sender, list);
            }
            return list;
        }
    }

    private boolean isConnected(Object sender) {
        for (Connection connection : current().all) {
            if (connection.isFor(sender)) {
                return true;
            }
        }
        return false;
    }

    private void dropCollected() {
        if (parent != null) {
            parent.dropCollected();
        }
        synchronized (lock) {
            Connection[] own = current().own;
            Connection[] alive = sweep(own);
            if (alive != own) {
                replaceOwn(alive);
            }
        }
    }

    private void replaceOwn(Connection[] own) {
        Snapshot parentSnapshot = parentSnapshot(); // read once, because it may be replaced at any time
        CallObservers callObservers = table.snapshot.callObservers.with(
                parentSnapshot == null ? null : parentSnapshot.callObservers, receiverObservers);
        table = SenderTable.of(
                Snapshot.of(parentSnapshot, own, mutes > 0, partialMutes, callObservers, this::warnOfCircle));
    }

    /** Warns of receivers of this signal and of one it is a part of that wait for each other, once for each. */
    private void warnOfCircle(Connection connection) {
        if (circular.add(connection)) {
            LOG.log(
                    Level.WARNING,
                    connection + " is called as if it had no option after(...): it and " + connection.after()
                            + " would wait for each other, in the signal of the process and in one of its parts; drop one of"
                            + " these options");
        }
    }

    private void refresh() {
        replaceOwn(table.snapshot.own);
    }

    private Snapshot current() {
        return currentTable().snapshot;
    }

    private SenderTable currentTable() {
        SenderTable now = table;
        return parent == null || now.snapshot.parent == parent.current() ? now : refreshed();
    }

    private SenderTable refreshed() {
        synchronized (lock) {
            if (parent != null && table.snapshot.parent != parent.current()) {
                refresh();
            }
            return table;
        }
    }

    private @Nullable Snapshot parentSnapshot() {
        return parent == null ? null : parent.current();
    }

    private static Connection[] sweep(Connection[] connections) {
        for (Connection connection : connections) {
            if (!connection.isAlive()) {
                return Arrays.stream(connections).filter(Connection::isAlive).toArray(Connection[]::new);
            }
        }
        return connections;
    }

    private static Connection[] insert(Connection[] sorted, Connection added) {
        return merge(sorted, new Connection[] {added});
    }

    private static Connection[] merge(Connection[] left, Connection[] right) {
        Connection[] merged = new Connection[left.length + right.length];
        for (int l = 0, r = 0, i = 0; i < merged.length; i++) {
            boolean takeLeft = r == right.length || (l < left.length && left[l].isBefore(right[r]));
            merged[i] = takeLeft ? left[l++] : right[r++];
        }
        return merged;
    }
}
