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
import dev.signals.outbox.internal.text.EventText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Makes calls of durable receivers, which it finds by their names. */
public final class Calls {

    private final SessionFactoryImplementor factory;
    private final EventText text;
    private final DoneCalls done;
    private volatile Consumer<String> connected = name -> {};
    private final Map<String, CustomSignal<?>> customSignals = new ConcurrentHashMap<>();

    /** A signal of the application, with what reads its events. */
    private record CustomSignal<E>(Signal<E> signal, EventCodec<E> codec) {

        Delivery.Call call(String receiver, String event, DurableCall call) {
            Connection connection = only(receiver, ofName(signal, receiver), each -> true);
            return signal.call(connection, codec.toEvent(event, call));
        }
    }

    Calls(SessionFactoryImplementor factory, EventText text, DoneCalls done) {
        this.factory = factory;
        this.text = text;
        this.done = done;
    }

    /** Has the events of a signal of the application read for a receiver. */
    <E> void add(String receiver, Signal<E> signal, EventCodec<E> codec) {
        if (customSignals.putIfAbsent(receiver, new CustomSignal<>(signal, codec)) != null
                || signals().anyMatch(each -> ofName(each, receiver).findAny().isPresent())) {
            throw new IllegalArgumentException(
                    "the name \"" + receiver + "\" is taken by another durable receiver; give each its own");
        }
        signal.onConnect(connection -> name(connection).forEach(name -> connected.accept(name)));
    }

    /** Has an observer told the names of durable receivers that are connected from now on. */
    void onConnect(Consumer<String> observer) {
        connected = observer;
        signals()
                .forEach(signal ->
                        signal.onConnect(connection -> name(connection).forEach(observer)));
    }

    /** Returns whether a receiver of this name is connected. */
    boolean knows(String receiver) {
        CustomSignal<?> custom = customSignals.get(receiver);
        return (custom != null && ofName(custom.signal(), receiver).findAny().isPresent())
                || signals()
                        .anyMatch(signal -> ofName(signal, receiver).findAny().isPresent());
    }

    /** Returns the names of all receivers that are connected. */
    List<String> names() {
        return Stream.concat(
                        signals()
                                .flatMap(signal -> signal.connections().stream())
                                .flatMap(Calls::name),
                        customSignals.keySet().stream().filter(this::knows))
                .distinct()
                .toList();
    }

    /** Returns another receiver of the name that gets the same events; null if there is none. */
    public @Nullable Object rival(Connection connection, EntityPersister persister) {
        String name = name(connection).findFirst().orElseThrow();
        CustomSignal<?> custom = customSignals.get(name);
        if (custom != null) {
            return "receiver of " + custom.signal();
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
     * Calls a receiver.
     *
     * @throws CallFailure if the receiver fails, or the event cannot be read
     * @throws NotConnected if it is not there
     */
    void run(Attempt attempt) {
        try {
            prepare(attempt).run();
        } catch (NotConnected e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailure(e);
        } catch (Throwable e) { // An Error must not keep the calls behind it waiting for ever.
            throw new CallFailure(e);
        }
    }

    /** Reports a failure of a call, as far as the call can be found. */
    void report(Attempt attempt, Throwable failure, String circumstances) {
        try {
            prepare(attempt).report(failure, circumstances);
        } catch (RuntimeException e) {
            System.getLogger("dev.signals.outbox.Outbox")
                    .log(
                            System.Logger.Level.WARNING,
                            "durable receiver \"" + attempt.receiver() + "\" cannot be called" + circumstances,
                            failure);
        }
    }

    private Delivery.Call prepare(Attempt attempt) {
        EventText.Own own = text.readOwn(attempt.data(), attempt.tenant());
        if (own != null) {
            CustomSignal<?> custom = customSignals.get(attempt.receiver());
            if (custom == null) {
                throw new NotConnected("no signal of the application has the receiver \"" + attempt.receiver() + "\"");
            }
            return custom.call(attempt.receiver(), own.event(), new MadeCall(attempt, own.tenant()));
        }
        KeptEvent<?> event = text.read(attempt.data(), attempt.tenant(), tenant -> new MadeCall(attempt, tenant));
        return signals()
                .filter(signal -> signal.name().equals(event.signal()))
                .findFirst()
                .map(signal -> call(signal, attempt.receiver(), event))
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // the part of a signal is of its events, and the event is one of them
    private static Delivery.Call call(Signal<?> signal, String receiver, KeptEvent<?> event) {
        Predicate<Connection> isForEvent = connection -> isFor(connection, event.sender())
                && ((ModelPart<TransactionEvent>) ModelPart.of(connection)).includes(event);
        return ((Signal<Object>) signal).call(only(receiver, ofName(signal, receiver), isForEvent), event);
    }

    private static Connection only(String receiver, Stream<Connection> candidates, Predicate<Connection> isForEvent) {
        List<Connection> found = candidates.filter(isForEvent).toList();
        if (found.isEmpty()) {
            throw new NotConnected("no receiver named \"" + receiver + "\" is connected for this event");
        }
        if (found.size() > 1) {
            throw new IllegalStateException(
                    "several receivers are named \"" + receiver + "\": " + found + "; give each a name of its own");
        }
        return found.get(0);
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
        FactorySignals signals = ModelSignals.of(factory);
        return Stream.of(
                signals.changed().signal(),
                signals.postSave().signal(),
                signals.postDelete().signal(),
                signals.m2mChanged().signal());
    }

    private static Stream<Connection> ofName(Signal<?> signal, String receiver) {
        return signal.connections().stream()
                .filter(connection -> name(connection).anyMatch(receiver::equals));
    }

    private static Stream<String> name(Connection connection) {
        Delivery<?> delivery = connection.delivery().orElse(null);
        if (delivery instanceof DurableReceiver receiver) {
            return Stream.of(receiver.name());
        }
        return delivery instanceof OwnSignalReceiver<?> receiver ? Stream.of(receiver.name()) : Stream.empty();
    }

    /** A call that is being made. */
    private final class MadeCall implements DurableCall {

        private final Attempt attempt;
        private final @Nullable Object tenant;

        private boolean used;

        MadeCall(Attempt attempt, @Nullable Object tenant) {
            this.attempt = attempt;
            this.tenant = tenant;
        }

        @Override
        public String receiver() {
            return attempt.receiver();
        }

        @Override
        public String key() {
            return attempt.key();
        }

        @Override
        public int attempt() {
            return attempt.number();
        }

        @Override
        public boolean once(Consumer<? super Session> work) {
            if (used) {
                throw new IllegalStateException("once() was called twice for call " + attempt.key() + " of \""
                        + attempt.receiver() + "\"; do all of the work in one");
            }
            used = true;
            return done.once(attempt.receiver(), attempt.key(), tenant, work);
        }
    }
}
