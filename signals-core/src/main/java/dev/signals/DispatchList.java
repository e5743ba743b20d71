package dev.signals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of one sender in calling order: the plain ones, then the asynchronous ones, each group as registered
 * (Django does the same since 5.0).
 */
final class DispatchList {

    static final DispatchList EMPTY = new DispatchList(new Connection[0], CallObservers.of(null));

    final Connection[] plain;
    final Connection[] async;

    /** Those of both groups that take several events in one call. */
    final Connection[] batch;

    /** Who watches the calls. */
    final CallObservers watch;

    /** Whether any of them can answer, so that a list of answers is needed. */
    final boolean answers;

    /**
     * The receivers themselves, if all there is to do is to call them one after another; otherwise null. This is the common
     * case, and as fast as a loop over an array can be. Not to be used while a {@linkplain FlightRecording flight recording} is on.
     */
    final SignalReceiver<Object> @Nullable [] direct;

    private final boolean weak;

    private DispatchList(Connection[] connections, CallObservers watch) {
        this.watch = watch;
        // A delivered call is out of the sender's hands, so it never belongs to the group that is waited for.
        this.plain = select(connections, false);
        this.async = select(connections, true);
        this.batch = Arrays.stream(connections).filter(Connection::takesBatches).toArray(Connection[]::new);
        this.answers = async.length > 0
                || Arrays.stream(plain).anyMatch(connection -> connection.kind != Connection.Kind.PLAIN);
        this.weak = Arrays.stream(connections).anyMatch(Connection::isWeak);
        this.direct = watch.hasObservers() ? null : direct(plain, async);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
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

    /** Those of {@code connections} that hear {@code sender}. */
    static DispatchList of(Connection[] connections, @Nullable Class<?> sender, CallObservers watch) {
        Connection[] hearing = Arrays.stream(connections)
                .filter(connection -> connection.hears(sender))
                .toArray(Connection[]::new);
        return hearing.length == 0 ? EMPTY : new DispatchList(hearing, watch);
    }

    /** The same without those that take several events in one call. */
    DispatchList withoutBatch() {
        return batch.length == 0
                ? this
                : new DispatchList(
                        Stream.of(plain, async)
                                .flatMap(Arrays::stream)
                                .filter(connection -> !connection.takesBatches())
                                .toArray(Connection[]::new),
                        watch);
    }

    boolean isEmpty() {
        return plain.length + async.length == 0;
    }

    /** Whether a weakly held receiver has been collected since this list was made. */
    boolean hasDeadEntries() {
        return weak && (hasDead(plain) || hasDead(async));
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
                .filter(connection ->
                        async == (connection.kind == Connection.Kind.ASYNC && connection.delivery == null))
                .toArray(Connection[]::new);
    }
}
