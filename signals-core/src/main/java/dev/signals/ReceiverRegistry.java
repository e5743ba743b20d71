package dev.signals;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to one signal, and who of them hears a given sender.
 *
 * <p>Readers take no lock: everything they need hangs on one immutable {@link Snapshot}, replaced as a whole under the lock
 * by whoever connects, disconnects or asks for a sender for the first time. Each snapshot starts with an empty table, so a
 * change forgets every list made before it.
 *
 * <p>A scoped registry sees the connections of its parent among its own. It notices a change of the parent by comparing
 * arrays, so that the parent needs to know nothing of its children and keeps none of them alive; it knows weakly of those
 * that want to be told of each connection.
 */
final class ReceiverRegistry {

    private static final Connection[] NONE = {};

    /**
     * @param inherited the parent's connections this snapshot was made from
     * @param own what was connected here
     * @param all both, in calling order
     */
    private record Snapshot(Connection[] inherited, Connection[] own, Connection[] all, SenderTable lists) {

        static final Snapshot EMPTY = of(NONE, NONE);

        static Snapshot of(Connection[] inherited, Connection[] own) {
            return new Snapshot(inherited, own, merge(inherited, own), SenderTable.EMPTY);
        }

        Snapshot with(@Nullable Class<?> sender, DispatchList list) {
            return new Snapshot(inherited, own, all, lists.with(sender, list));
        }

        boolean hasDeadEntries() {
            return sweep(all) != all;
        }
    }

    private final String signalName;
    private final @Nullable ReceiverRegistry parent;
    private final AtomicLong sequence;
    private final Object lock = new Object();
    private volatile Snapshot snapshot = Snapshot.EMPTY;
    private final ConnectObservers observers = new ConnectObservers();
    private final FailureHandlers failureHandlers;

    /** A registry of its own, or one that shares the connections of {@code parent}. */
    ReceiverRegistry(String signalName, @Nullable ReceiverRegistry parent) {
        this.signalName = signalName;
        this.parent = parent;
        this.sequence = parent == null ? new AtomicLong() : parent.sequence;
        this.failureHandlers = new FailureHandlers(parent == null ? null : parent.failureHandlers);
    }

    String signalName() {
        return signalName;
    }

    FailureHandlers failureHandlers() {
        return failureHandlers;
    }

    /** Calls {@code observer} after each connection that is made here or at the parent. */
    void observe(Consumer<Connection> observer) {
        observers.add(observer);
        for (ReceiverRegistry part = this; part.parent != null; part = part.parent) {
            part.parent.observers.addPart(part.observers);
        }
    }

    /** Adds a connection, or returns the one that has its key already. */
    Connection add(@Nullable Class<?> sender, SignalReceiver<Object> receiver, ConnectOptions options) {
        Connection connection = addOrFind(sender, receiver, options);
        observers.connected(connection);
        return connection;
    }

    private Connection addOrFind(@Nullable Class<?> sender, SignalReceiver<Object> receiver, ConnectOptions options) {
        synchronized (lock) {
            Connection[] own = sweep(current().own);
            for (Connection present : own) {
                // It may have died since the sweep, and would then keep the new receiver out.
                if (present.isAlive() && present.hasKey(sender, options.part(), options.uid(), receiver)) {
                    return present;
                }
            }
            Connection added = new Connection(this, sender, receiver, options, sequence.getAndIncrement());
            replaceOwn(insert(own, added));
            return added;
        }
    }

    boolean remove(Connection connection) {
        return removeFirst(connection::equals);
    }

    boolean remove(
            @Nullable Class<?> sender,
            @Nullable SenderPart<?> part,
            @Nullable String uid,
            @Nullable SignalReceiver<?> receiver) {
        return removeFirst(connection -> connection.hasKey(sender, part, uid, receiver));
    }

    private boolean removeFirst(Predicate<Connection> wanted) {
        synchronized (lock) {
            Connection[] own = sweep(current().own);
            for (int i = 0; i < own.length; i++) {
                if (wanted.test(own[i])) {
                    Connection[] rest = Arrays.copyOf(own, own.length - 1);
                    System.arraycopy(own, i + 1, rest, i, rest.length - i);
                    replaceOwn(rest);
                    return true;
                }
            }
            return false;
        }
    }

    boolean contains(Connection connection) {
        return Arrays.asList(current().own).contains(connection);
    }

    /** All connections, those of the parents too, in calling order. */
    List<Connection> connections() {
        if (current().hasDeadEntries()) {
            forgetTheDead();
        }
        return List.of(current().all);
    }

    /** An object that is replaced whenever the connections change. */
    Object version() {
        return current().all;
    }

    /** The receivers of one sending; {@code null} stands for no sender. */
    DispatchList receivers(@Nullable Class<?> sender) {
        Snapshot now = current();
        if (now.all.length == 0) {
            return DispatchList.EMPTY;
        }
        DispatchList list = now.lists.get(sender);
        return list != null && !list.hasDeadEntries() ? list : findReceivers(sender);
    }

    private DispatchList findReceivers(@Nullable Class<?> sender) {
        synchronized (lock) {
            Snapshot now = current();
            DispatchList list = now.lists.get(sender);
            if (list == null || list.hasDeadEntries()) {
                forgetTheDead();
                now = current();
                list = DispatchList.of(now.all, sender, failureHandlers);
                snapshot = now.with(sender, list);
            }
            return list;
        }
    }

    private void forgetTheDead() {
        if (parent != null) {
            parent.forgetTheDead();
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
        snapshot = Snapshot.of(inherited(), own);
    }

    private Snapshot current() {
        Snapshot now = snapshot;
        return parent == null || now.inherited == parent.current().all ? now : refreshed();
    }

    private Snapshot refreshed() {
        synchronized (lock) {
            if (snapshot.inherited != inherited()) {
                replaceOwn(snapshot.own);
            }
            return snapshot;
        }
    }

    private Connection[] inherited() {
        return parent == null ? NONE : parent.current().all;
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
        if (right.length == 0 || left.length == 0) {
            return right.length == 0 ? left : right;
        }
        Connection[] merged = new Connection[left.length + right.length];
        for (int l = 0, r = 0, i = 0; i < merged.length; i++) {
            boolean takeLeft = r == right.length || (l < left.length && left[l].isBefore(right[r]));
            merged[i] = takeLeft ? left[l++] : right[r++];
        }
        return merged;
    }
}
