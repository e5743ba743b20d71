package dev.signals.outbox.internal.job;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.Signal;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.internal.connect.ModelPart;
import dev.signals.outbox.call.DurableCall;
import dev.signals.outbox.call.EventCodec;
import dev.signals.outbox.internal.event.KeptEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Knows which durable receivers are connected, and finds them by their names. */
final class DurableReceivers {

    private final List<Signal<?>> signals;
    private final Consumer<String> connected;
    private final Map<String, OwnSignal<?>> ownSignals = new ConcurrentHashMap<>();

    /** A signal of the application, with what reads its events. */
    private record OwnSignal<E>(Signal<E> signal, EventCodec<E> codec) {

        Delivery.Call call(String receiver, String event, DurableCall call) {
            Connection connection = only(receiver, signal, each -> true, signal::name);
            return signal.call(connection, codec.toEvent(event, call));
        }

        Object read(String event, DurableCall call) {
            return Objects.requireNonNull(codec.toEvent(event, call), "the event that the codec reads");
        }
    }

    /**
     * @param connected is told the names of receivers that are connected from now on
     */
    DurableReceivers(SessionFactoryImplementor factory, Consumer<String> connected) {
        FactorySignals ofFactory = ModelSignals.of(factory);
        this.signals = List.of(
                ofFactory.changed().signal(),
                ofFactory.postSave().signal(),
                ofFactory.postDelete().signal(),
                ofFactory.m2mChanged().signal());
        this.connected = connected;
        signals().forEach(this::observe);
    }

    private void observe(Signal<?> signal) {
        signal.onConnect(connection -> called(connection).forEach(connected));
    }

    /** Has the events of a signal of the application read for a receiver. */
    <E> void add(String receiver, Signal<E> signal, EventCodec<E> codec) {
        if (ownSignals.putIfAbsent(receiver, new OwnSignal<>(signal, codec)) != null
                || signals().anyMatch(each -> ofName(each, receiver).findAny().isPresent())) {
            throw new IllegalArgumentException(
                    "the name \"" + receiver + "\" is taken by another durable receiver; give each its own");
        }
        observe(signal);
    }

    /** Returns whether a receiver of this name is connected. */
    boolean knows(String receiver) {
        OwnSignal<?> own = ownSignals.get(receiver);
        return (own != null && called(own.signal(), receiver).findAny().isPresent())
                || signals()
                        .anyMatch(signal -> called(signal, receiver).findAny().isPresent());
    }

    /** Returns the names of all receivers that are connected. */
    List<String> names() {
        return Stream.concat(
                        signals()
                                .flatMap(signal -> signal.connections().stream())
                                .flatMap(DurableReceivers::called),
                        ownSignals.keySet().stream().filter(this::knows))
                .distinct()
                .toList();
    }

    /** Returns another receiver of the name that gets the same events; null if there is none. */
    @Nullable
    Object rival(Connection connection, EntityPersister persister) {
        String name = name(connection).findFirst().orElseThrow();
        OwnSignal<?> own = ownSignals.get(name);
        if (own != null) {
            return "receiver of " + own.signal();
        }
        return signals()
                .filter(signal -> signal.name().equals(connection.signal()))
                .flatMap(signal -> ofName(signal, name))
                .filter(other -> other != connection
                        && isFor(other, persister.getMappedClass())
                        && other.part().equals(connection.part()))
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the call of a receiver with an event about an entity.
     *
     * @throws NotConnected if it is not there
     */
    Delivery.Call call(String receiver, KeptEvent<?> event) {
        for (Signal<?> signal : signals) {
            if (signal.name().equals(event.signal())) {
                return call(signal, receiver, event);
            }
        }
        throw new IllegalStateException(event + " has no signal");
    }

    @SuppressWarnings("unchecked") // the part of a signal is of its events, and the event is one of them
    private static Delivery.Call call(Signal<?> signal, String receiver, KeptEvent<?> event) {
        Predicate<Connection> isForEvent = connection -> isFor(connection, event.sender())
                && ((ModelPart<TransactionEvent>) ModelPart.of(connection)).includes(event);
        Connection connection = only(receiver, signal, isForEvent, () -> event.signal() + " of " + event.entityName());
        return ((Signal<Object>) signal).call(connection, event);
    }

    /**
     * Returns the call of a receiver with an event of the application.
     *
     * @throws NotConnected if it is not there
     */
    Delivery.Call callOwn(String receiver, String event, DurableCall call) {
        OwnSignal<?> own = ownSignals.get(receiver);
        if (own == null) {
            throw new NotConnected("no signal of the application has the receiver \"" + receiver + "\"");
        }
        return own.call(receiver, event, call);
    }

    /** Returns an event of the application; its text if this process cannot read it. */
    Object ownEvent(String receiver, String event, DurableCall call) {
        OwnSignal<?> own = ownSignals.get(receiver);
        return own == null ? event : own.read(event, call);
    }

    /** Returns the connection that a call is for. Each call asks, so it is a loop. */
    private static Connection only(
            String receiver, Signal<?> signal, Predicate<Connection> isForEvent, Supplier<String> events) {
        Connection found = null;
        for (Connection each : signal.connections()) {
            if (receiver.equals(nameOrNull(each)) && !Elsewhere.isReceiverOf(each) && isForEvent.test(each)) {
                if (found != null) {
                    throw new IllegalStateException("several receivers are named \"" + receiver + "\": [" + found + ", "
                            + each + "]; give each a name of its own");
                }
                found = each;
            }
        }
        if (found == null) {
            throw new NotConnected("no durable receiver named \"" + receiver + "\" is connected for " + events.get());
        }
        return found;
    }

    private static boolean isFor(Connection connection, Class<?> sent) {
        return connection.isForAnySender()
                || connection
                        .sender()
                        .filter(sender ->
                                sender == sent || (connection.includesSubtypes() && sender.isAssignableFrom(sent)))
                        .isPresent();
    }

    private Stream<Signal<?>> signals() {
        return signals.stream();
    }

    /** Returns whether other processes make the calls of a receiver. */
    boolean isElsewhere(String receiver) {
        return signals().flatMap(signal -> ofName(signal, receiver)).anyMatch(Elsewhere::isReceiverOf);
    }

    private static Stream<Connection> called(Signal<?> signal, String receiver) {
        return ofName(signal, receiver).filter(connection -> !Elsewhere.isReceiverOf(connection));
    }

    private static Stream<Connection> ofName(Signal<?> signal, String receiver) {
        return signal.connections().stream()
                .filter(connection -> name(connection).anyMatch(receiver::equals));
    }

    /** Returns the name under which this process makes calls; empty if others make them. */
    private static Stream<String> called(Connection connection) {
        return Elsewhere.isReceiverOf(connection) ? Stream.empty() : name(connection);
    }

    private static Stream<String> name(Connection connection) {
        return Stream.ofNullable(nameOrNull(connection));
    }

    private static @Nullable String nameOrNull(Connection connection) {
        Delivery<?> delivery = connection.delivery().orElse(null);
        if (delivery instanceof DurableReceiver receiver) {
            return receiver.name();
        }
        return delivery instanceof OwnSignalReceiver<?> receiver ? receiver.name() : null;
    }
}
