package dev.signals;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of one sender in calling order: first the plain ones, then the asynchronous ones, each group in the
 * order of the registry. Mirrors Django, which calls receivers in this order since 5.0.
 *
 * <p>It is the weak reference to its sender too, so that the {@link SenderTable} needs no entries in between.
 */
final class DispatchList extends WeakReference<Object> {

    static final DispatchList EMPTY = new DispatchList(null, new Connection[0], CallObservers.of(null));

    final Connection[] plain;
    final Connection[] async;

    /** The receivers of both groups that get several events in one call. */
    final Connection[] batch;

    /** The observers of the calls. */
    final CallObservers observers;

    /** True if a receiver can answer, so that a list of answers is needed. */
    final boolean answers;

    /**
     * The receivers themselves, if it is enough to call one after another; otherwise null. This is the common case, and
     * as fast as a loop over an array can be. It must not be used while a {@linkplain FlightRecording flight recording}
     * is on.
     */
    final SignalReceiver<Object> @Nullable [] direct;

    private final boolean empty;
    private final boolean weak;

    private DispatchList(@Nullable Object sender, Connection[] connections, CallObservers observers) {
        super(sender);
        this.observers = observers;
        this.plain = select(connections, false);
        this.async = select(connections, true);
        this.batch = Arrays.stream(connections).filter(Connection::takesBatches).toArray(Connection[]::new);
        this.answers = async.length > 0
                || Arrays.stream(plain).anyMatch(connection -> connection.kind != Connection.Kind.PLAIN);
        this.weak = Arrays.stream(connections).anyMatch(Connection::isWeak);
        this.empty = connections.length == 0;
        this.direct = observers.hasObservers() ? null : direct(plain, async);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no other way to create an array of a generic type
    private static SignalReceiver<Object> @Nullable [] direct(Connection[] plain, Connection[] async) {
        SignalReceiver<Object>[] receivers = new SignalReceiver[plain.length];
        for (int i = 0; i < plain.length; i++) {
            SignalReceiver<Object> receiver = plain[i].direct;
            if (receiver == null) {
                return null;
            }
            receivers[i] = receiver;
        }
        return async.length == 0 ? receivers : null;
    }

    /** Creates the list of the connections that match {@code sender}. */
    static DispatchList of(Connection[] connections, @Nullable Object sender, CallObservers observers) {
        Connection[] matching = Arrays.stream(connections)
                .filter(connection -> connection.matches(sender))
                .toArray(Connection[]::new);
        return new DispatchList(sender, matching, observers);
    }

    /** Returns this list without the receivers that get several events in one call. */
    DispatchList withoutBatch() {
        return batch.length == 0
                ? this
                : new DispatchList(
                        get(),
                        Stream.of(plain, async)
                                .flatMap(Arrays::stream)
                                .filter(connection -> !connection.takesBatches())
                                .toArray(Connection[]::new),
                        observers);
    }

    boolean isEmpty() {
        return empty;
    }

    /** Returns whether a weakly held receiver has been collected since this list was created. */
    boolean hasDeadEntries() {
        // A sending needs direct anyway, and it is null if a receiver is held weakly.
        return direct == null && weak && (hasDead(plain) || hasDead(async));
    }

    private static boolean hasDead(Connection[] connections) {
        for (Connection connection : connections) {
            if (!connection.isAlive()) {
                return true;
            }
        }
        return false;
    }

    private static Connection[] select(Connection[] connections, boolean async) {
        return Arrays.stream(connections)
                .filter(connection -> async == connection.isStartedLast())
                .toArray(Connection[]::new);
    }
}
