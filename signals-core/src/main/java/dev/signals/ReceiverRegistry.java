package dev.signals;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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

    private static final Logger LOG = System.getLogger(Signal.class.getName());
    private static final Connection[] NONE = {};

    /**
     * @param inherited the parent's connections this snapshot was made from
     * @param own what was connected here
     * @param all both, in calling order; an array of its own, by which parts notice a new snapshot
     * @param muted whether nobody is to be called at present
     * @param watch who watches the calls
     */
    private record Snapshot(
            Connection[] inherited,
            Connection[] own,
            Connection[] all,
            boolean muted,
            CallObservers watch,
            SenderTable lists) {

        static Snapshot of(@Nullable Snapshot parent, Connection[] own, boolean muted, CallObservers watch) {
            Connection[] inherited = parent == null ? NONE : parent.all;
            boolean silent = muted || (parent != null && parent.muted);
            return new Snapshot(inherited, own, merge(inherited, own), silent, watch, SenderTable.EMPTY);
        }

        Snapshot with(@Nullable Class<?> sender, DispatchList list) {
            return new Snapshot(inherited, own, all, muted, watch, lists.with(sender, list));
        }

        boolean isSilent() {
            return muted || all.length == 0;
        }

        boolean hasDeadEntries() {
            return sweep(all) != all;
        }
    }

    private final String signalName;
    private final @Nullable ReceiverRegistry parent;
    private final AtomicLong sequence;
    private final Object lock = new Object();
    private final ConnectObservers observers = new ConnectObservers();
    private final Applications applications = new Applications();
    private final List<ReceiverObserver> callObservers = new ArrayList<>();
    private int mutes;
    private volatile Snapshot snapshot;

    /** A registry of its own, or one that shares the connections of {@code parent}. */
    ReceiverRegistry(String signalName, @Nullable ReceiverRegistry parent) {
        this.signalName = signalName;
        this.parent = parent;
        this.sequence = parent == null ? new AtomicLong() : parent.sequence;
        Snapshot above = above();
        this.snapshot = Snapshot.of(above, NONE, false, CallObservers.of(above == null ? null : above.watch));
    }

    String signalName() {
        return signalName;
    }

    CallObservers watch() {
        return current().watch;
    }

    /** Has {@code observer} told of each call from now on. */
    Scope observeCalls(ReceiverObserver observer) {
        synchronized (lock) {
            callObservers.add(observer);
            refresh();
        }
        return new OnceClosed(() -> {
            synchronized (lock) {
                callObservers.remove(observer);
                applications.forget(aside -> aside == observer);
                refresh();
            }
        });
    }

    /** Puts the own connections back to what they are now when the scope is closed. */
    Scope preserve() {
        Connection[] now = current().own;
        return new OnceClosed(() -> {
            synchronized (lock) {
                replaceOwn(now);
            }
        });
    }

    /** Calls nobody from now on. */
    Scope mute() {
        synchronized (lock) {
            mutes++;
            refresh();
        }
        return new OnceClosed(() -> {
            synchronized (lock) {
                mutes--;
                refresh();
            }
        });
    }

    /** Keeps the receivers of an application from being put aside, see {@link Signal#usedBy}. */
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
        return new OnceClosed(() -> {
            for (String told : endOfApplication(loaders)) {
                LOG.log(Level.INFO, told);
            }
        });
    }

    /** Returns what is to be told of it. */
    private List<String> endOfApplication(Set<ClassLoader> loaders) {
        List<String> told = new ArrayList<>();
        synchronized (lock) {
            if (applications.end(loaders)) {
                putAside(callObservers);
                putAside(snapshot.watch.handlers().own());
                putAside(observers.own());
                Connection[] stay = Arrays.stream(sweep(snapshot.own))
                        .filter(connection -> !putAside(connection, told))
                        .toArray(Connection[]::new);
                replaceOwn(stay);
            }
        }
        return told;
    }

    private boolean putAside(Connection connection, List<String> told) {
        for (Class<?> code : connection.codeOf()) {
            ClassLoader ended = applications.ended(code);
            if (ended != null) {
                applications.putAside(connection, code, () -> bringBack(connection));
                told.add(connection + " is no longer called, as its application has ended, that of class loader "
                        + Loaders.name(ended));
                return true;
            }
        }
        return false;
    }

    private <T> void putAside(List<T> those) {
        for (T each : List.copyOf(those)) {
            if (applications.ended(each.getClass()) != null) {
                those.remove(each);
                applications.putAside(each, each.getClass(), () -> those.add(each));
            }
        }
    }

    /** Unless it has been connected once more since. */
    private void bringBack(Connection connection) {
        Connection[] own = snapshot.own;
        if (connection.isAlive() && Arrays.stream(own).noneMatch(connection::hasKeyOf)) {
            replaceOwn(insert(own, connection));
        }
    }

    /** Calls {@code observer} after each connection that is made here or at the parent. */
    void observe(Consumer<Connection> observer) {
        observers.add(observer);
        for (ReceiverRegistry part = this; part.parent != null; part = part.parent) {
            part.parent.observers.addPart(part.observers);
        }
    }

    /** Makes a connection that is not added yet. */
    Connection candidate(@Nullable Class<?> sender, SignalReceiver<Object> receiver, ConnectOptions options) {
        return new Connection(this, sender, receiver, options, sequence.getAndIncrement());
    }

    /** Adds a connection, or returns the one that has its key already. */
    Connection add(Connection candidate) {
        Connection connection = addOrFind(candidate);
        observers.connected(connection);
        return connection;
    }

    private Connection addOrFind(Connection candidate) {
        synchronized (lock) {
            Connection[] own = sweep(current().own);
            for (Connection present : own) {
                // It may have died since the sweep, and would then keep the new receiver out.
                if (present.isAlive() && present.hasKeyOf(candidate)) {
                    return present;
                }
            }
            replaceOwn(insert(own, candidate));
            return candidate;
        }
    }

    boolean remove(Connection connection) {
        return removeIf(connection::equals);
    }

    /** Removes what has the key: one, or several that are known by now to be for the same. */
    boolean remove(
            @Nullable Class<?> sender,
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

    /** All connections, those of the parents too, in calling order. */
    List<Connection> connections() {
        if (current().hasDeadEntries()) {
            forgetTheDead();
        }
        return List.of(current().all);
    }

    /** An object that is replaced whenever it changes who is called. */
    Object version() {
        return current().all;
    }

    /** The receivers of one sending; {@code null} stands for no sender. */
    DispatchList receivers(@Nullable Class<?> sender) {
        Snapshot now = current();
        if (now.isSilent()) {
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
                list = DispatchList.of(now.all, sender, now.watch);
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
        Snapshot above = above(); // once, as it may be replaced at any time
        CallObservers watch = snapshot.watch.with(above == null ? null : above.watch, callObservers);
        snapshot = Snapshot.of(above, own, mutes > 0, watch);
    }

    private void refresh() {
        replaceOwn(snapshot.own);
    }

    private Snapshot current() {
        Snapshot now = snapshot;
        return parent == null || now.inherited == parent.current().all ? now : refreshed();
    }

    private Snapshot refreshed() {
        synchronized (lock) {
            if (parent != null && snapshot.inherited != parent.current().all) {
                refresh();
            }
            return snapshot;
        }
    }

    private @Nullable Snapshot above() {
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
